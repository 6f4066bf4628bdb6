import { useMutation, useQuery, useQueryClient } from '@tanstack/react-query';
import { useNavigate, useSearch } from '@tanstack/react-router';
import type { Locale, LoginRequest, Me } from '@tagloom/contracts';
import { Alert, Button, Form, Input, Segmented } from 'antd';
import { useEffect } from 'react';
import { useTranslation } from 'react-i18next';
import { api, ApiError, useErrorText } from '@/platform/api';
import { meQuery } from '@/platform/auth';
import { chooseLocale } from '@/platform/i18n/i18n';
import { useLocale } from '@/platform/i18n/use-locale';
import { DemoAccounts, type DemoAccountsResponse } from './demo-accounts';
import { safeTarget } from './safe-target';
import styles from './sign-in-page.module.css';

export function SignInPage() {
  const { t } = useTranslation('signIn');
  const locale = useLocale();
  const [form] = Form.useForm<LoginRequest>();
  const demo = useQuery({
    queryKey: ['sign-in', 'demo-accounts'],
    queryFn: () => api.get<DemoAccountsResponse>('/auth/demo-accounts'),
    retry: false,
    staleTime: Infinity,
  });
  const signIn = useSignIn();
  useEffect(() => {
    document.title = `${t('title')} · Tagloom`;
  }, [t]);
  return (
    <main className={styles.page}>
      <Segmented<Locale>
        className={styles.language}
        aria-label={t('language')}
        options={[
          { value: 'zh-CN', label: '中文' },
          { value: 'en', label: 'English' },
        ]}
        value={locale}
        onChange={(next) => void chooseLocale(next)}
      />
      <section className={styles.card}>
        <img src="/favicon.svg" width={40} height={40} alt="" />
        <h1 className={styles.title}>Tagloom</h1>
        <p className={styles.lead}>{t('lead')}</p>
        {signIn.isError && <SignInError error={signIn.error} />}
        <Form<LoginRequest>
          form={form}
          layout="vertical"
          requiredMark={false}
          onFinish={(values) => signIn.mutate(values)}
        >
          <Form.Item name="email" label={t('email')} rules={[{ required: true, message: t('email_required') }]}>
            <Input autoComplete="username" autoFocus />
          </Form.Item>
          <Form.Item
            name="password"
            label={t('password')}
            rules={[{ required: true, message: t('password_required') }]}
          >
            <Input.Password autoComplete="current-password" />
          </Form.Item>
          <Button type="primary" htmlType="submit" block loading={signIn.isPending} data-testid="sign-in">
            {t('submit')}
          </Button>
        </Form>
      </section>
      {demo.data && <DemoAccounts demo={demo.data} onPick={(account) => form.setFieldsValue(account)} />}
    </main>
  );
}

function SignInError({ error }: { error: unknown }) {
  const { t } = useTranslation('signIn');
  const errorText = useErrorText();
  const code = error instanceof ApiError ? error.code : '';
  const known = code === 'wrong_credentials' || code === 'too_many_attempts';
  return (
    <Alert
      className={styles.error}
      type="error"
      showIcon
      title={known ? t(code) : `${t('failed')} · ${errorText(error)}`}
    />
  );
}

function useSignIn() {
  const client = useQueryClient();
  const navigate = useNavigate();
  const { to } = useSearch({ from: '/sign-in' });
  return useMutation({
    mutationFn: (body: LoginRequest) => api.post<Me>('/auth/login', body),
    onSuccess: async (me) => {
      client.clear();
      client.setQueryData(meQuery.queryKey, me);
      await navigate({ href: safeTarget(to) });
    },
  });
}
