import type { DragEvent } from 'react';
import { readVariable, variableKey, type Variable } from '@duwen/shared/tabulation';

const TYPE = 'application/x-duwen-variable';

/** Begins to drag a variable: give it to `onDragStart` of its chip. */
export function startDrag(event: DragEvent, variable: Variable): void {
  event.dataTransfer.setData(TYPE, variableKey(variable));
  event.dataTransfer.effectAllowed = 'move';
}

/** Whether what is dragged over is a variable (which one is not told before it is dropped). */
export const isVariable = (event: DragEvent): boolean => event.dataTransfer.types.includes(TYPE);

/** The variable that was dropped; null for anything else. */
export const droppedVariable = (event: DragEvent): Variable | null =>
  readVariable(event.dataTransfer.getData(TYPE));
