import { Button, Segmented } from 'antd';
import { useEffect, type ReactNode } from 'react';
import { useTranslation } from 'react-i18next';
import { Downloads } from './downloads';
import { RoundSelect } from './comparing/round-select';
import { SavedViewsMenu } from './saved-views/saved-views-menu';
import type { AddressedView } from './use-addressed-view';
import { WAYS, writeView, type Way } from './view-state';

interface ToolbarOptions {
  readonly campaignId: string;
  readonly addressed: AddressedView;
  /** Opens the variables where there is no room for them at the side. */
  readonly children: ReactNode;
}

/** The two ways of asking, the way back and on, and everything that is done with a view as a whole. */
export function ExplorerToolbar({ campaignId, addressed, children }: ToolbarOptions): ReactNode {
  const { t } = useTranslation('inspect');
  const { view, change, open, step, undo, redo } = addressed;
  useUndoKeys(step);
  return (
    <div className="explorer-toolbar">
      <Segmented<Way>
        aria-label={t('way.label')}
        value={view.way}
        options={WAYS.map((value) => ({ value, label: t(`way.${value}`) }))}
        onChange={(way) => change({ ...view, way, order: null, pinned: [] })}
      />
      {children}
      <div className="toolbar-group">
        <Button
          size="small"
          disabled={!undo}
          title={`${t('view.undo')} (Ctrl+Z)`}
          aria-keyshortcuts="Control+Z Meta+Z"
          onClick={() => undo?.()}
        >
          {t('view.undo')}
        </Button>
        <Button
          size="small"
          disabled={!redo}
          title={`${t('view.redo')} (Ctrl+Shift+Z)`}
          aria-keyshortcuts="Control+Shift+Z Meta+Shift+Z"
          onClick={() => redo?.()}
        >
          {t('view.redo')}
        </Button>
      </div>
      <div className="toolbar-group">
        <SavedViewsMenu campaignId={campaignId} query={writeView(view).toString()} onOpen={open} />
        {view.way === 'questions' ? (
          <RoundSelect
            campaignId={campaignId}
            beside={view.beside}
            onChange={(beside) => change({ ...view, beside })}
          />
        ) : null}
      </div>
      <div className="toolbar-group toolbar-out">
        <Button size="small" onClick={() => window.print()}>
          {t('view.print')}
        </Button>
        <Downloads campaignId={campaignId} view={view} />
      </div>
    </div>
  );
}

/** Ctrl or Cmd with Z, with Shift forwards; not where somebody is typing: there it is the text's own. */
function useUndoKeys(step: AddressedView['step']): void {
  useEffect(() => {
    const onKeyDown = (event: KeyboardEvent): void => {
      if (event.key.toLowerCase() !== 'z' || event.altKey || !(event.ctrlKey || event.metaKey)) return;
      if (event.target instanceof Element && event.target.closest('input, textarea, [contenteditable]'))
        return;
      event.preventDefault();
      step(event.shiftKey ? 1 : -1);
    };
    window.addEventListener('keydown', onKeyDown);
    return () => window.removeEventListener('keydown', onKeyDown);
  }, [step]);
}
