import { Button, Drawer } from 'antd';
import { useState, type ReactNode } from 'react';
import { useTranslation } from 'react-i18next';
import { useSession } from '../session/session';
import { ExportForm } from './export-form';
import { ExportList } from './export-list';
import './exports.css';

/** The button that opens the exports of a campaign: what can be asked for, and what has been. */
export function Exports({ campaignId }: { readonly campaignId: string }): ReactNode {
  const { t } = useTranslation('inspect');
  const [open, setOpen] = useState(false);
  const isAdmin = useSession().data?.user?.role === 'admin';
  return (
    <>
      <Button size="small" aria-haspopup="dialog" onClick={() => setOpen(true)}>
        {t('exports.menu')}
      </Button>
      <Drawer
        open={open}
        size="min(92vw, 34rem)"
        title={t('exports.title')}
        onClose={() => setOpen(false)}
        destroyOnHidden
      >
        <section aria-labelledby="exports-new">
          <h3 id="exports-new">{t('exports.new')}</h3>
          <p className="muted">{t('exports.how')}</p>
          <ExportForm campaignId={campaignId} isAdmin={isAdmin} />
        </section>
        <section aria-labelledby="exports-list">
          <h3 id="exports-list">{t(isAdmin ? 'exports.listAll' : 'exports.list')}</h3>
          <ExportList campaignId={campaignId} showWho={isAdmin} />
        </section>
      </Drawer>
    </>
  );
}
