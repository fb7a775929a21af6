import { useState, type DragEvent, type ReactNode } from 'react';
import type { Variable } from '@duwen/shared/tabulation';
import { droppedVariable, isVariable } from './dragged-variable';

interface DropZoneOptions {
  readonly className: string;
  readonly label: string;
  /** `index`: before which of the chips in it. */
  readonly onDrop: (variable: Variable, index: number) => void;
  readonly children: ReactNode;
}

/** A place where variables are dropped. It shows that it takes what is dragged over it. */
export function DropZone({ className, label, onDrop, children }: DropZoneOptions): ReactNode {
  const [over, setOver] = useState(false);
  const accept = (event: DragEvent): void => {
    if (!isVariable(event)) return;
    event.preventDefault();
    event.dataTransfer.dropEffect = 'move';
    setOver(true);
  };
  return (
    <div
      className={over ? `${className} is-over` : className}
      role="group"
      aria-label={label}
      onDragEnter={accept}
      onDragOver={accept}
      onDragLeave={(event) => {
        if (!event.currentTarget.contains(event.relatedTarget as Node | null)) setOver(false);
      }}
      onDrop={(event) => {
        setOver(false);
        const variable = droppedVariable(event);
        if (!variable) return;
        event.preventDefault();
        onDrop(variable, placeAt(event));
      }}
    >
      {children}
    </div>
  );
}

/** Before which chip the pointer is: chips stand in lines, so above a chip's foot and left of its middle. */
function placeAt(event: DragEvent): number {
  const chips = [...event.currentTarget.querySelectorAll('.chip')];
  const before = chips.findIndex((chip) => {
    const { left, width, bottom } = chip.getBoundingClientRect();
    return event.clientY < bottom && event.clientX < left + width / 2;
  });
  return before < 0 ? chips.length : before;
}
