import assert from 'node:assert/strict';
import { test } from 'node:test';
import { terminalLanguage } from '@tagloom/embedded';
import * as demo from '../demo/src/texts/en.mjs';
import * as demoZh from '../demo/src/texts/zh-cn.mjs';
import * as start from './src/texts/en.mjs';
import * as startZh from './src/texts/zh-cn.mjs';
import * as embedded from '../embedded/src/texts/en.mjs';
import * as embeddedZh from '../embedded/src/texts/zh-cn.mjs';

const TOOLS = {
  embedded: { en: embedded.en, zhCN: embeddedZh.zhCN },
  start: { en: start.en, zhCN: startZh.zhCN },
  demo: { en: demo.en, zhCN: demoZh.zhCN },
};
/** Chinese that needs no characters. */
const SIGNS_ALONE = new Set(['elapsed', 'still', 'account']);

for (const [tool, { en, zhCN }] of Object.entries(TOOLS))
  test(`${tool} says everything in both languages`, () => {
    assert.deepEqual(Object.keys(zhCN), Object.keys(en));
    for (const [key, english] of Object.entries(en)) {
      // Of a text that is a function, what is read is its source.
      const chinese = zhCN[/** @type {keyof typeof zhCN} */ (key)];
      assert.equal(typeof chinese, typeof english, key);
      assert.doesNotMatch(String(english), /\p{Script=Han}/u, key);
      if (!SIGNS_ALONE.has(key)) assert.match(String(chinese), /\p{Script=Han}/u, key);
    }
  });

test('the language of the terminal is the first that its environment names', () => {
  assert.equal(terminalLanguage({ LANG: 'zh_CN.UTF-8' }), 'zh-CN');
  assert.equal(terminalLanguage({ LANG: 'en_US.UTF-8', LC_ALL: 'zh_TW.UTF-8' }), 'zh-CN');
  assert.equal(terminalLanguage({ LANG: 'C.UTF-8', LANGUAGE: 'zh_CN:en' }), 'zh-CN');
  assert.equal(terminalLanguage({ LANG: 'zh_CN.UTF-8', LC_ALL: 'C' }), 'en');
  assert.equal(terminalLanguage({ LANG: 'de_DE.UTF-8', LANGUAGE: '' }), 'en');
});
