import { Dropdown, type MenuProps } from 'antd';
import type { KeyboardEvent, ReactNode } from 'react';
import type { Variable } from '@duwen/shared/tabulation';
import { startDrag } from './dragged-variable';

export interface ChipAction {
  readonly key: string;
  readonly label: string;
  /** Does it without the menu: `Delete`, `Alt+ArrowLeft`. */
  readonly shortcut?: string;
  readonly disabled?: boolean;
  readonly run: () => void;
}

interface VariableChipOptions {
  readonly variable: Variable;
  readonly name: string;
  /** What the menu is called: the name, and that it can be moved. */
  readonly label: string;
  readonly actions: readonly ChipAction[];
}

/** A variable to drag to a shelf; its menu does the same for those who don't drag. */
export function VariableChip({ variable, name, label, actions }: VariableChipOptions): ReactNode {
  const items: MenuProps['items'] = actions.map((action) => ({
    key: action.key,
    label: action.label,
    disabled: action.disabled ?? false,
    ...(action.shortcut ? { extra: action.shortcut } : {}),
  }));
  const onKeyDown = (event: KeyboardEvent): void => {
    const pressed = event.altKey ? `Alt+${event.key}` : event.key;
    const action = actions.find(({ shortcut, disabled }) => shortcut === pressed && !disabled);
    if (!action) return;
    event.preventDefault();
    action.run();
  };
  return (
    <span className="chip" draggable onDragStart={(event) => startDrag(event, variable)} title={name}>
      <Dropdown
        trigger={['click']}
        autoFocus
        menu={{ items, onClick: ({ key }) => actions.find((action) => action.key === key)?.run() }}
      >
        <button type="button" className="chip-button" aria-label={label} onKeyDown={onKeyDown}>
          <span className="chip-name">{name}</span>
          <span aria-hidden="true" className="chip-more">
            ▾
          </span>
        </button>
      </Dropdown>
    </span>
  );
}
