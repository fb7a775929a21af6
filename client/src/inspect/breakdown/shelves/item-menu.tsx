import { Dropdown } from 'antd';
import type { ReactNode } from 'react';
import { useTranslation } from 'react-i18next';
import type { ChipAction } from './variable-chip';

interface ItemMenuOptions {
  readonly name: string;
  readonly actions: readonly ChipAction[];
  /** What is pressed; none: three dots beside the item. */
  readonly children?: ReactNode;
}

/** At an item: sends it to a shelf, for those who don't drag. */
export function ItemMenu({ name, actions, children }: ItemMenuOptions): ReactNode {
  const { t } = useTranslation('inspect');
  return (
    <Dropdown
      trigger={['click']}
      autoFocus
      menu={{
        items: actions.map(({ key, label, disabled = false }) => ({ key, label, disabled })),
        onClick: ({ key }) => actions.find((action) => action.key === key)?.run(),
      }}
    >
      <button
        type="button"
        className={children ? 'item-menu-named' : 'item-menu'}
        aria-label={t('chip.place', { name })}
      >
        {children ?? <span aria-hidden="true">⋯</span>}
      </button>
    </Dropdown>
  );
}
