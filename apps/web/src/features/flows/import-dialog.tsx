import { Button, Form, Input, Modal, Upload } from 'antd';
import { FileUp } from 'lucide-react';
import { useState } from 'react';
import { useTranslation } from 'react-i18next';
import { creationsIn, mappingOf, proposed, type Choices } from './import-mapping';
import { MappingStep } from './mapping-step';
import { isBundle, readRules, type Fault } from './read-rules';
import { Refusal } from './refusal';
import { useImport } from './use-import';

/** Takes rules of json-rules-engine, or a bundle; for a bundle it asks what to do about the things that it needs. */
export function ImportDialog({ onClose }: { onClose: () => void }) {
  const { t } = useTranslation(['flows', 'common']);
  const [text, setText] = useState('');
  const [name, setName] = useState('');
  const [fault, setFault] = useState<string>();
  const [choices, setChoices] = useState<Choices>({});
  const { rules, bundle, plan } = useImport();
  const read = readRules(text);
  const named = name.trim() ? { name: name.trim() } : {};
  const mapping = plan.data && mappingOf(plan.data.items, choices);
  const faultText = (found: Fault) =>
    typeof found === 'object' ? t('import_fault_line', found) : t(`import_fault_${found}`);
  const submit = () => {
    if ('fault' in read) {
      setFault(faultText(read.fault));
      return;
    }
    setFault(undefined);
    if (mapping) bundle.mutate({ bundle: read.rules, mapping, ...named });
    else if (isBundle(read.rules)) plan.mutate(read.rules, { onSuccess: ({ items }) => setChoices(proposed(items)) });
    else rules.mutate({ format: 'json-rules-engine', rules: read.rules, ...named });
  };
  const takeFile = async (file: File) => {
    setText(await file.text());
    setFault(undefined);
  };
  const error = rules.error ?? plan.error ?? bundle.error;
  const created = mapping ? creationsIn(mapping) : 0;
  const action =
    !mapping && 'rules' in read && isBundle(read.rules)
      ? t('import_next')
      : created > 0
        ? t('import_create', { count: created })
        : t('import_do');
  return (
    <Modal
      open
      width={720}
      title={plan.data ? t('map_title', { name: plan.data.name }) : t('import_title')}
      okText={action}
      cancelText={plan.data ? t('common:back') : t('common:cancel')}
      confirmLoading={rules.isPending || plan.isPending || bundle.isPending}
      onOk={submit}
      cancelButtonProps={plan.data ? { onClick: () => plan.reset() } : {}}
      onCancel={onClose}
    >
      {plan.data ? (
        <>
          <p>{t('map_lead')}</p>
          <MappingStep
            plan={plan.data}
            choices={choices}
            onChoose={(id, choice) => setChoices({ ...choices, [id]: choice })}
          />
        </>
      ) : (
        <>
          <p>{t('import_lead')}</p>
          <Form layout="vertical">
            <Form.Item label={t('import_json')} validateStatus={fault ? 'error' : undefined} help={fault}>
              <Input.TextArea
                rows={10}
                aria-label={t('import_json')}
                spellCheck={false}
                value={text}
                onChange={(event) => setText(event.target.value)}
                data-testid="import-json"
              />
            </Form.Item>
            <Form.Item>
              <Upload
                accept=".json,application/json"
                showUploadList={false}
                beforeUpload={(file) => (void takeFile(file), false)}
              >
                <Button icon={<FileUp size={14} />}>{t('import_file')}</Button>
              </Upload>
            </Form.Item>
            <Form.Item label={t('import_name')}>
              <Input
                maxLength={80}
                aria-label={t('import_name')}
                value={name}
                onChange={(event) => setName(event.target.value)}
              />
            </Form.Item>
          </Form>
        </>
      )}
      {error && <Refusal error={error} />}
    </Modal>
  );
}
