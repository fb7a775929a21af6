import { Input } from 'antd';
import { useMemo, useState, type ReactNode } from 'react';
import { useTranslation } from 'react-i18next';
import { RateBar } from '../../ui/charts/rate-bar';
import { formatCount, formatPercent } from '../../ui/format/numbers';
import { useLocale } from '../../ui/i18n';
import { Withheld } from '../../ui/withheld';
import { rateOf, unitRows, type UnitColumn, type UnitRow, type UnitSort } from './unit-rows';

interface UnitTableOptions {
  readonly units: readonly UnitRow[];
  readonly minimumCell: number;
}

/** Returns per school: searchable, sortable, each with its rate drawn and written. */
export function UnitTable({ units, minimumCell }: UnitTableOptions): ReactNode {
  const { t } = useTranslation('inspect');
  const { say } = useLocale();
  const [search, setSearch] = useState('');
  const [sort, setSort] = useState<UnitSort | null>(null);
  const rows = useMemo(() => unitRows(units, search, sort, say), [units, search, sort, say]);
  return (
    <>
      <div className="section-head">
        <h2 id="units-title">{t('overview.units')}</h2>
        {units.length > 0 ? (
          <div className="unit-search no-print">
            <span className="muted small" role="status">
              {t('overview.unitsShown', { shown: rows.length, all: units.length })}
            </span>
            <Input
              type="search"
              size="small"
              allowClear
              value={search}
              placeholder={t('overview.searchUnits')}
              aria-label={t('overview.searchUnits')}
              onChange={(event) => setSearch(event.target.value)}
            />
          </div>
        ) : null}
      </div>
      {units.length === 0 ? (
        <p className="muted">{t('overview.noRoster')}</p>
      ) : (
        <div className="table-scroll" role="region" aria-labelledby="units-title" tabIndex={0}>
          <table className="figures unit-table">
            <UnitHead sort={sort} onSort={setSort} />
            <tbody>
              {rows.map((unit) => (
                <UnitLine key={unit.code} unit={unit} minimumCell={minimumCell} />
              ))}
            </tbody>
          </table>
          {rows.length === 0 ? <p className="muted">{t('overview.noUnits')}</p> : null}
        </div>
      )}
    </>
  );
}

/** Numbers are wanted largest first, names from the beginning. */
const startsDescending = (column: UnitColumn): boolean => column !== 'name' && column !== 'street';

interface UnitHeadOptions {
  readonly sort: UnitSort | null;
  readonly onSort: (sort: UnitSort) => void;
}

function UnitHead({ sort, onSort }: UnitHeadOptions): ReactNode {
  const { t } = useTranslation('inspect');
  const head = (column: UnitColumn, label: string, number = false, span = 1): ReactNode => (
    <th
      scope="col"
      colSpan={span}
      className={number ? 'number' : undefined}
      aria-sort={sort?.column === column ? (sort.descending ? 'descending' : 'ascending') : 'none'}
    >
      <button
        type="button"
        className="sort-button"
        title={t('overview.sortBy', { column: label })}
        onClick={() =>
          onSort({
            column,
            descending: sort?.column === column ? !sort.descending : startsDescending(column),
          })
        }
      >
        {label}
      </button>
    </th>
  );
  return (
    <thead>
      <tr>
        {head('name', t('overview.unit'))}
        {head('street', t('overview.street'))}
        {head('responses', t('overview.responses'), true)}
        {head('frame', t('overview.unitFrame'), true)}
        {head('rate', t('overview.rate'), false, 2)}
      </tr>
    </thead>
  );
}

function UnitLine({
  unit,
  minimumCell,
}: {
  readonly unit: UnitRow;
  readonly minimumCell: number;
}): ReactNode {
  const { t } = useTranslation('inspect');
  const { say } = useLocale();
  const rate = rateOf(unit.responses, unit.frame);
  return (
    <tr>
      <th scope="row">{say(unit.name)}</th>
      <td>{unit.street ?? t('figure.none')}</td>
      <td className="number">
        {unit.responses === null ? (
          <Withheld reason={t('figure.withheld', { minimum: minimumCell })}>
            {t('figure.withheldShort')}
          </Withheld>
        ) : (
          formatCount(unit.responses)
        )}
      </td>
      <td className="number">{unit.frame === null ? t('figure.none') : formatCount(unit.frame)}</td>
      <td className="number rate-figure">{rate === null ? t('figure.none') : formatPercent(rate)}</td>
      <td className="rate-cell">{rate === null ? null : <RateBar rate={rate} />}</td>
    </tr>
  );
}
