import { theme, type ThemeConfig } from 'antd';
import { TOKENS, type ThemeMode } from './tokens';

/** Latin fonts come first: a Chinese font draws “ ” and ’ as wide as a character. */
export const FONT =
  'Inter, "Segoe UI", "Helvetica Neue", Arial, "Liberation Sans", "PingFang SC", "Noto Sans CJK SC", "Microsoft YaHei", system-ui, sans-serif';

/** Ant Design's tokens, mapped from ours. */
export function antdTheme(mode: ThemeMode): ThemeConfig {
  const token = TOKENS[mode];
  return {
    algorithm: mode === 'dark' ? theme.darkAlgorithm : theme.defaultAlgorithm,
    token: {
      colorPrimary: token.button,
      // Darker under the pointer, in both modes: its words are white.
      colorPrimaryHover: token['button-hover'],
      colorLink: token.primary,
      colorLinkHover: token.primary,
      colorLinkActive: token.primary,
      colorInfo: token.button,
      colorSuccess: token.pass,
      colorError: token.fail,
      colorWarning: token.warn,
      colorText: token.ink,
      colorTextSecondary: token['ink-2'],
      colorTextTertiary: token['ink-3'],
      colorTextDescription: token['ink-3'],
      colorTextPlaceholder: token['ink-3'],
      colorBgLayout: token.bg,
      colorBgContainer: token.surface,
      colorBgElevated: token.surface,
      colorBorder: token.control,
      colorBorderSecondary: token.line,
      colorFillQuaternary: token.fill,
      fontFamily: FONT,
      fontSize: 13,
      fontSizeSM: 12,
      controlHeight: 32,
      borderRadius: 6,
      borderRadiusLG: 8,
      motionDurationMid: '0.12s',
      motionDurationSlow: '0.2s',
    },
    components: {
      Table: {
        headerBg: token.surface,
        headerColor: token['ink-3'],
        headerSplitColor: 'transparent',
        cellPaddingBlock: 9,
      },
      // A bright red carries dark words in dark mode, as a deep one carries white in light mode.
      Button: { primaryShadow: 'none', defaultShadow: 'none', dangerShadow: 'none', dangerColor: token.surface },
      Slider: {
        railBg: token['fill-strong'],
        trackBg: token.primary,
        trackHoverBg: token.primary,
        handleColor: token.primary,
        dotActiveBorderColor: token.primary,
      },
      // What is chosen is written in its colour, not filled with it.
      Radio: {
        colorPrimary: token.primary,
        colorPrimaryHover: token.primary,
        colorPrimaryActive: token.primary,
      },
      Pagination: { colorPrimary: token.primary, colorPrimaryHover: token.primary },
      Dropdown: { colorPrimary: token.primary, controlItemBgActive: token['primary-soft'] },
      // On the bright red of dark mode, too, its number is dark.
      Badge: { colorTextLightSolid: token.surface },
      Tabs: { itemSelectedColor: token.primary, itemHoverColor: token.primary, inkBarColor: token.primary },
      Drawer: { paddingLG: 24, footerPaddingInline: 24, footerPaddingBlock: 12 },
    },
  };
}
