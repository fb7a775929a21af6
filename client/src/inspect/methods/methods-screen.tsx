import { Button } from 'antd';
import { useEffect, useRef, type ReactNode } from 'react';
import { useTranslation } from 'react-i18next';
import { useLocation, useNavigate } from 'react-router';
import english from '../../../../docs/methods.md?raw';
import chinese from '../../../../docs/methods.zh-CN.md?raw';
import { useLocale } from '../../ui/i18n';
import { useTitle } from '../shell/use-title';
import { MarkdownView } from './markdown-view';
import './methods.css';

/** How every number is made: docs/methods.md in the page's language, at the paragraph that the address names. */
export function MethodsScreen(): ReactNode {
  const { t } = useTranslation('inspect');
  const { locale } = useLocale();
  const navigate = useNavigate();
  const { hash, key } = useLocation();
  const document = useRef<HTMLElement>(null);
  useTitle(t('methods.title'));
  useEffect(() => showParagraph(document.current, hash.slice(1)), [hash, key, locale]);
  return (
    <div className="page methods">
      {key === 'default' ? null : (
        <Button className="no-print" size="small" onClick={() => void navigate(-1)}>
          {t('methods.back')}
        </Button>
      )}
      <article ref={document} aria-label={t('methods.title')}>
        <MarkdownView text={locale === 'zh' ? chinese : english} />
      </article>
    </div>
  );
}

/** What an anchor names: the paragraph, the point or the row that it stands in. */
const BLOCKS = 'p, li';

/**
 * Scrolls to the paragraph of an anchor, marks it and gives it the focus, so that a screen reader reads on from there.
 *
 * @returns takes the mark away
 */
function showParagraph(document: HTMLElement | null, anchor: string): (() => void) | undefined {
  const target = document?.querySelector(`[id="${CSS.escape(anchor)}"]`);
  if (!document || !target) return undefined;
  // Anchors of a heading stand before it.
  const block =
    target.closest<HTMLElement>(BLOCKS) ??
    document.querySelector<HTMLElement>(`[id="${CSS.escape(anchor)}"] ~ h4`);
  if (!block) return undefined;
  block.tabIndex = -1;
  block.classList.add('is-target');
  block.scrollIntoView({ block: 'start' });
  block.focus({ preventScroll: true });
  return () => {
    block.classList.remove('is-target');
    block.removeAttribute('tabindex');
  };
}
