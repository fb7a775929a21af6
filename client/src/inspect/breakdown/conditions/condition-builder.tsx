import { Button, Modal } from 'antd';
import { useState, type ReactNode } from 'react';
import { useTranslation } from 'react-i18next';
import type { CodebookAnswer } from '@duwen/shared/api';
import type { Filter } from '@duwen/shared/tabulation';
import type { ItemSection } from '../item-sections';
import type { VariableNames } from '../variables';
import { filterOf, isTooLarge, isUnfinished, type ConditionGroup } from './condition-tree';
import { useFilterWords } from './filter-words';
import { GroupEditor } from './group-editor';

interface ConditionBuilderOptions {
  readonly start: ConditionGroup;
  readonly codebook: CodebookAnswer;
  readonly sections: readonly ItemSection[];
  readonly names: VariableNames;
  readonly onApply: (where: Filter | null) => void;
  readonly onClose: () => void;
}

/** Conditions joined by all, any or none, in groups; what they mean stands in words below. */
export function ConditionBuilder(options: ConditionBuilderOptions): ReactNode {
  const { start, names, onApply, onClose } = options;
  const { t } = useTranslation('inspect');
  const words = useFilterWords(names);
  const [draft, setDraft] = useState(start);
  const where = filterOf(draft);
  const tooLarge = isTooLarge(where);
  return (
    <Modal
      open
      width="min(52rem, 96vw)"
      title={t('condition.title')}
      onCancel={onClose}
      footer={[
        <Button
          key="clear"
          disabled={draft.parts.length === 0}
          onClick={() => setDraft({ ...draft, parts: [] })}
        >
          {t('condition.clear')}
        </Button>,
        <Button key="cancel" onClick={onClose}>
          {t('condition.cancel')}
        </Button>,
        <Button key="apply" type="primary" disabled={tooLarge} onClick={() => onApply(where)}>
          {t('condition.apply')}
        </Button>,
      ]}
    >
      <GroupEditor {...options} group={draft} depth={1} onChange={setDraft} onRemove={null} />
      <p className="condition-words" role="status">
        {where ? t('condition.means', { words: words.filter(where) }) : t('condition.nothing')}
        {isUnfinished(draft) && draft.parts.length > 0 ? ` ${t('condition.unfinished')}` : ''}
      </p>
      {tooLarge ? <p role="alert">{t('condition.tooLarge')}</p> : null}
    </Modal>
  );
}
