import { Button, Modal, Typography } from 'antd';
import { useTranslation } from 'react-i18next';
import styles from './secret-once.module.css';

interface SecretOnceProps {
  title: string;
  text: string;
  secret: string;
  onClose: () => void;
}

/** The one time a secret is shown; only its own button closes it. */
export function SecretOnce({ title, text, secret, onClose }: SecretOnceProps) {
  const { t } = useTranslation('settings');
  return (
    <Modal
      open
      closable={false}
      keyboard={false}
      mask={{ closable: false }}
      title={title}
      footer={
        <Button type="primary" onClick={onClose}>
          {t('done')}
        </Button>
      }
    >
      <p>{text}</p>
      <Typography.Text className={styles.secret ?? ''} code copyable={{ text: secret }} data-testid="secret">
        {secret}
      </Typography.Text>
    </Modal>
  );
}
