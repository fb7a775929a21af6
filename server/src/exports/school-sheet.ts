import type { Breakdown } from '@duwen/shared/breakdown';
import type { Unit } from '@duwen/shared/codebook';
import { favourableCells } from './figure-cells.js';
import { WITHHELD, type Cell, type Column, type Sheet, type SheetRow } from './sheet.js';
import type { Texts } from './texts.js';

/** A group's schools: % satisfied with its interval, and n, for every item that has a share of satisfied. */
export function schoolSheet(name: string, breakdown: Breakdown, units: readonly Unit[], texts: Texts): Sheet {
  const items = breakdown.items.filter(({ options }) => options.some(({ favourable }) => favourable));
  const unitOf = new Map(units.map((unit) => [unit.code, unit]));
  const places = [...(items[0]?.rows ?? []).entries()];
  const rows = places
    // A school of another stage is asked nothing by this group.
    .filter(([place]) => items.some(({ rows }) => rows[place]?.asked !== 0))
    .map(([place, { key }]): SheetRow => {
      const unit = unitOf.get(key ?? '');
      const cells = items.flatMap((item) => shareAndBase(item, item.rows[place]!));
      return { cells: [...unitCells(unit, key, texts), ...cells] };
    });
  const total = items.flatMap((item) => shareAndBase(item, item.total));
  return {
    name,
    columns: [
      { width: 10, format: 'text' },
      { width: 26, format: 'text' },
      { width: 16, format: 'text' },
      { width: 12, format: 'text' },
      { width: 18, format: 'text' },
      ...items.flatMap((): Column[] => [
        { width: 15, format: 'percent' },
        { width: 9, format: 'percent' },
        { width: 9, format: 'percent' },
        { width: 9, format: 'count' },
      ]),
    ],
    head: [
      [
        null,
        null,
        null,
        null,
        null,
        ...items.flatMap(({ title }): Cell[] => [texts.say(title), null, null, null]),
      ],
      [
        texts.text('col.unitCode'),
        texts.text('col.unit'),
        texts.text('stratum.street'),
        texts.text('col.stages'),
        texts.text('stratum.educationGroup'),
        ...items.flatMap(({ code }) => [
          `${code} ${texts.text('col.favourable')}`,
          `${code} ${texts.text('col.lower')}`,
          `${code} ${texts.text('col.upper')}`,
          `${code} n`,
        ]),
      ],
    ],
    rows: [
      { emphasis: 'strong', cells: [null, texts.text('row.total'), null, null, null, ...total] },
      ...rows,
    ],
    frozenColumns: 2,
  };
}

type Item = Breakdown['items'][number];

function shareAndBase(item: Item, row: Item['total']): Cell[] {
  if (row.asked === 0) return [null, null, null, null];
  return [...favourableCells(item, row), row.n ?? WITHHELD];
}

function unitCells(unit: Unit | undefined, key: string | null, texts: Texts): Cell[] {
  if (!unit) return [key, null, null, null, null];
  const stages = unit.stages.map((stage) => texts.text(`stage.${stage}`)).join('、');
  return [unit.code, texts.say(unit.name), unit.street, stages, unit.educationGroup];
}
