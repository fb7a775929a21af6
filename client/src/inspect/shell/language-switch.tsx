import { Button } from 'antd';
import type { ReactNode } from 'react';
import { useTranslation } from 'react-i18next';
import { setLocale, useLocale } from '../../ui/i18n';

/** Switches between Chinese and English; named in the language that it leads to. */
export function LanguageSwitch(): ReactNode {
  const { t } = useTranslation('inspect');
  const { locale } = useLocale();
  const other = locale === 'zh' ? 'en' : 'zh';
  return (
    <Button type="text" size="small" onClick={() => setLocale(other)}>
      <span lang={other === 'zh' ? 'zh-CN' : 'en'}>{t('app.language')}</span>
    </Button>
  );
}
