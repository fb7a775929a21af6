import { App, Button, Drawer } from 'antd';
import { useState, type ReactNode } from 'react';
import { useTranslation } from 'react-i18next';
import type { SavedView } from '@duwen/shared/api';
import { useProblemText } from '../../shell/problem-text';
import { Failure, Loading } from '../../shell/states';
import { useSavedViewChanges, useSavedViews } from './saved-view-data';
import { SavedViewForm } from './saved-view-form';

interface SavedViewsOptions {
  readonly campaignId: string;
  /** The query of the view that is shown. */
  readonly query: string;
  readonly onOpen: (query: string) => void;
}

/** Views kept under names: the list to open from, and keeping what is shown. */
export function SavedViewsMenu({ campaignId, query, onOpen }: SavedViewsOptions): ReactNode {
  const { t } = useTranslation('inspect');
  const [open, setOpen] = useState(false);
  /** What the form is for: null, no form; 'new', the view that is shown. */
  const [editing, setEditing] = useState<SavedView | 'new' | null>(null);
  return (
    <>
      <Button size="small" aria-haspopup="dialog" onClick={() => setOpen(true)}>
        {t('saved.menu')}
      </Button>
      <Drawer
        open={open}
        size="min(92vw, 26rem)"
        title={t('saved.menu')}
        onClose={() => setOpen(false)}
        extra={
          <Button type="primary" onClick={() => setEditing('new')}>
            {t('saved.save')}
          </Button>
        }
      >
        <SavedViewList
          campaignId={campaignId}
          enabled={open}
          onOpen={(view) => {
            setOpen(false);
            onOpen(view.query);
          }}
          onEdit={setEditing}
        />
      </Drawer>
      {editing === null ? null : (
        <SavedViewForm
          campaignId={campaignId}
          view={editing === 'new' ? null : editing}
          query={query}
          onDone={() => setEditing(null)}
        />
      )}
    </>
  );
}

interface ListOptions {
  readonly campaignId: string;
  readonly enabled: boolean;
  readonly onOpen: (view: SavedView) => void;
  readonly onEdit: (view: SavedView) => void;
}

function SavedViewList({ campaignId, enabled, onOpen, onEdit }: ListOptions): ReactNode {
  const { t } = useTranslation('inspect');
  const views = useSavedViews(campaignId, enabled);
  const remove = useRemoval(campaignId);
  if (views.isError) return <Failure error={views.error} onRetry={() => void views.refetch()} />;
  if (!views.data) return <Loading />;
  if (views.data.length === 0) return <p className="muted">{t('saved.none')}</p>;
  return (
    <ul className="saved-views">
      {views.data.map((view) => (
        <li key={view.id}>
          <button type="button" className="text-button saved-name" onClick={() => onOpen(view)}>
            {view.name}
          </button>
          <span className="saved-tag muted">
            {view.own
              ? t(view.shared ? 'saved.sharedTag' : 'saved.private')
              : t('saved.sharedBy', { owner: view.owner })}
          </span>
          {view.own ? (
            <span className="saved-tools">
              <Button
                size="small"
                type="text"
                aria-label={t('saved.edit', { name: view.name })}
                onClick={() => onEdit(view)}
              >
                ✎
              </Button>
              <Button
                size="small"
                type="text"
                aria-label={t('saved.delete', { name: view.name })}
                onClick={() => void remove(view)}
              >
                ✕
              </Button>
            </span>
          ) : null}
          {view.note ? <p className="saved-note muted">{view.note}</p> : null}
        </li>
      ))}
    </ul>
  );
}

/** How long a deletion can be taken back, s. */
const UNDO_SECONDS = 8;

/** Deletes a view at once and offers to bring it back. */
function useRemoval(campaignId: string): (view: SavedView) => Promise<void> {
  const { t } = useTranslation('inspect');
  const { message, notification } = App.useApp();
  const problemText = useProblemText();
  const { save, remove } = useSavedViewChanges(campaignId);
  const failed = (error: unknown): void => void message.error(problemText(error));
  return async (view) => {
    const { id, name, note, query, shared } = view;
    const restore = (): void => {
      notification.destroy(id);
      save.mutate({ id: null, values: { name, note, query, shared } }, { onError: failed });
    };
    try {
      await remove.mutateAsync(id);
    } catch (error) {
      failed(error);
      return;
    }
    notification.info({
      key: id,
      title: t('saved.deleted', { name }),
      duration: UNDO_SECONDS,
      actions: (
        <Button size="small" onClick={restore}>
          {t('saved.undelete')}
        </Button>
      ),
    });
  };
}
