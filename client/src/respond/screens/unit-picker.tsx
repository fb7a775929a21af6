import { useId, useMemo, useRef, useState, type KeyboardEvent } from 'react';
import { useTranslation } from 'react-i18next';
import type { UnitChoice } from '@duwen/shared/api';
import { useLocale } from '../../ui/i18n';
import { nearUnits, searchUnits } from '../unit-search';
import { Heading } from './frame';

/** Rows drawn at once: a phone stays quick with a roster of thousands. */
const BATCH = 60;

interface UnitPickerProps {
  readonly units: readonly UnitChoice[];
  readonly kind: 'school' | 'body';
  readonly chosen: UnitChoice | null;
  /** The server no longer knows the unit chosen before. */
  readonly changed: boolean;
  readonly onChoose: (unit: UnitChoice) => void;
  readonly onContinue: () => void;
  readonly onBack: () => void;
}

/** The searchable list of schools: a combobox whose list stays open. */
export function UnitPicker(props: UnitPickerProps) {
  const { units, kind, chosen, changed, onChoose, onContinue, onBack } = props;
  const { t } = useTranslation('respond');
  const { say } = useLocale();
  const [missing, setMissing] = useState(false);
  const title = kind === 'school' ? t('chooseSchool') : t('chooseUnit');
  const proceed = (): void => {
    if (chosen) onContinue();
    else setMissing(true);
  };
  return (
    <>
      <Heading plainTitle={title}>{title}</Heading>
      {changed && (
        <p className="note" role="alert">
          {t('unitUnknown')}
        </p>
      )}
      {units.length === 0 ? (
        <p className="note">{t('unitEmpty')}</p>
      ) : (
        <Search
          units={units}
          kind={kind}
          chosen={chosen}
          onChoose={(unit) => {
            setMissing(false);
            onChoose(unit);
          }}
          onContinue={proceed}
        />
      )}
      <div className="actions actions-sticky">
        <div className="actions-status" aria-live="polite">
          {missing && !chosen && <p className="field-error">{t('unitMissing')}</p>}
          {chosen && <p className="chosen">{t('unitChosen', { name: say(chosen.name) })}</p>}
        </div>
        <div className="actions-row">
          <button type="button" className="button button-secondary" onClick={onBack}>
            {t('back')}
          </button>
          <button type="button" className="button" onClick={proceed}>
            {t('continue')}
          </button>
        </div>
      </div>
    </>
  );
}

type SearchProps = Pick<UnitPickerProps, 'units' | 'kind' | 'chosen' | 'onChoose' | 'onContinue'>;

function Search({ units, kind, chosen, onChoose, onContinue }: SearchProps) {
  const { t } = useTranslation('respond');
  const { say } = useLocale();
  const [query, setQuery] = useState('');
  const [limit, setLimit] = useState(BATCH);
  const [active, setActive] = useState(-1);
  const id = useId();
  const list = useRef<HTMLUListElement>(null);
  const search = useRef<HTMLDivElement>(null);
  const { found, exact } = useMemo(() => {
    const fitting = searchUnits(units, query);
    return { found: fitting.length > 0 ? fitting : nearUnits(units, query), exact: fitting.length > 0 };
  }, [units, query]);
  const shown = found.slice(0, limit);

  const moveTo = (index: number): void => {
    setActive(index);
    list.current?.children[index]?.scrollIntoView({ block: 'nearest' });
  };
  const onKeyDown = (event: KeyboardEvent): void => {
    if (event.nativeEvent.isComposing) return;
    const last = shown.length - 1;
    if (event.key === 'ArrowDown') moveTo(Math.min(last, active + 1));
    else if (event.key === 'ArrowUp') moveTo(Math.max(0, active - 1));
    else if (event.key === 'Escape') setQuery('');
    else if (event.key === 'Enter') {
      const unit = shown[active] ?? (shown.length === 1 ? shown[0] : undefined);
      if (unit && unit.code !== chosen?.code) onChoose(unit);
      else onContinue();
    } else return;
    event.preventDefault();
  };
  return (
    <div className="search" ref={search}>
      <label className="field-label" htmlFor={id}>
        {kind === 'school' ? t('unitSearch') : t('unitSearchBody')}
      </label>
      <p className="hint" id={`${id}-hint`}>
        {t('unitHint', exampleOf(units))}
      </p>
      <input
        id={id}
        className="field"
        type="search"
        role="combobox"
        aria-expanded="true"
        aria-controls={`${id}-list`}
        aria-autocomplete="list"
        aria-activedescendant={active >= 0 && active < shown.length ? `${id}-${active}` : undefined}
        aria-describedby={`${id}-hint`}
        autoComplete="off"
        autoCorrect="off"
        autoCapitalize="off"
        spellCheck={false}
        enterKeyHint="search"
        value={query}
        onChange={(event) => {
          setQuery(event.target.value);
          setLimit(BATCH);
          setActive(-1);
        }}
        onKeyDown={onKeyDown}
        // On a phone the keyboard takes half the page: what is found then stands right under the field.
        onFocus={() => {
          if (matchMedia('(pointer: coarse)').matches) search.current?.scrollIntoView({ block: 'start' });
        }}
      />
      <p className="count" role="status">
        {found.length === 0
          ? t('unitNone', { query: query.trim() })
          : t(exact ? 'unitCount' : 'unitNear', { count: found.length })}
      </p>
      <ul
        ref={list}
        id={`${id}-list`}
        className="unit-list"
        role="listbox"
        aria-label={kind === 'school' ? t('chooseSchool') : t('chooseUnit')}
      >
        {shown.map((unit, index) => (
          <li
            key={unit.code}
            id={`${id}-${index}`}
            role="option"
            aria-selected={unit.code === chosen?.code}
            className={index === active ? 'unit unit-active' : 'unit'}
            onClick={() => {
              setActive(index);
              onChoose(unit);
            }}
          >
            <span className="unit-mark" aria-hidden="true" />
            <span className="unit-name">{say(unit.name)}</span>
            {unit.street !== null && (
              <span className="unit-street" lang="zh-CN">
                {unit.street}
              </span>
            )}
          </li>
        ))}
      </ul>
      {found.length > limit && (
        <button type="button" className="button button-plain" onClick={() => setLimit(limit + BATCH)}>
          {t('unitMore', { count: Math.min(BATCH, found.length - limit) })}
        </button>
      )}
    </div>
  );
}

/** What to type, taken from the list itself: two characters of a name and their initials. */
function exampleOf(units: readonly UnitChoice[]): { name: string; initials: string } {
  const first = units[0];
  return { name: first?.name.zh.slice(0, 2) ?? '', initials: first?.initials.slice(0, 2) ?? '' };
}
