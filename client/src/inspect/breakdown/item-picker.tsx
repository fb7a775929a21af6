import { Button, Checkbox, Input } from 'antd';
import { useMemo, useState, type ReactNode } from 'react';
import { useTranslation } from 'react-i18next';
import { useLocale } from '../../ui/i18n';
import { searchSections, titleOf, type ItemSection } from './item-sections';

interface ItemPickerOptions {
  readonly sections: readonly ItemSection[];
  readonly chosen: readonly string[];
  readonly onChange: (items: readonly string[]) => void;
}

/** Picks items by section of the report or by search; a section's own box takes all of its items. */
export function ItemPicker({ sections, chosen, onChange }: ItemPickerOptions): ReactNode {
  const { t } = useTranslation('inspect');
  const [search, setSearch] = useState('');
  const shown = useMemo(() => searchSections(sections, search), [sections, search]);
  const searching = search.trim() !== '';
  return (
    <div className="item-picker">
      <Input
        type="search"
        allowClear
        value={search}
        placeholder={t('breakdown.search')}
        aria-label={t('breakdown.search')}
        onChange={(event) => setSearch(event.target.value)}
      />
      <p className="picker-status">
        <span role="status">{t('breakdown.chosen', { n: chosen.length })}</span>
        <Button type="link" size="small" disabled={chosen.length === 0} onClick={() => onChange([])}>
          {t('breakdown.clear')}
        </Button>
      </p>
      {shown.length === 0 ? <p className="muted">{t('breakdown.noMatch')}</p> : null}
      {shown.map((section) => (
        <PickerSection
          key={section.code ?? 'rest'}
          section={section}
          chosen={chosen}
          forcedOpen={searching}
          onChange={onChange}
        />
      ))}
    </div>
  );
}

interface PickerSectionOptions {
  readonly section: ItemSection;
  readonly chosen: readonly string[];
  readonly forcedOpen: boolean;
  readonly onChange: (items: readonly string[]) => void;
}

function PickerSection({ section, chosen, forcedOpen, onChange }: PickerSectionOptions): ReactNode {
  const { t } = useTranslation('inspect');
  const { say } = useLocale();
  const codes = section.items.map(({ code }) => code);
  const inSection = codes.filter((code) => chosen.includes(code)).length;
  const [open, setOpen] = useState(inSection > 0);
  const isOpen = forcedOpen || open;
  const title = section.title ? say(section.title) : t('breakdown.background');
  const toggleAll = (all: boolean): void =>
    onChange(all ? [...new Set([...chosen, ...codes])] : chosen.filter((code) => !codes.includes(code)));
  return (
    <section className="picker-section">
      <div className="picker-head">
        <Checkbox
          checked={inSection === codes.length}
          indeterminate={inSection > 0 && inSection < codes.length}
          aria-label={`${title}: ${t('breakdown.sectionAll')}`}
          onChange={(event) => toggleAll(event.target.checked)}
        />
        <button type="button" aria-expanded={isOpen} onClick={() => setOpen(!isOpen)} disabled={forcedOpen}>
          <span className="picker-code">{section.code}</span>
          <span>{title}</span>
          <span className="picker-count">
            {inSection > 0 ? `${inSection}/${codes.length}` : codes.length}
          </span>
        </button>
      </div>
      {isOpen ? (
        <ul>
          {section.items.map((item) => (
            <li key={item.code}>
              <Checkbox
                checked={chosen.includes(item.code)}
                onChange={(event) =>
                  onChange(
                    event.target.checked
                      ? [...chosen, item.code]
                      : chosen.filter((code) => code !== item.code),
                  )
                }
              >
                {say(titleOf(item))} <span className="item-code">{item.code}</span>
              </Checkbox>
            </li>
          ))}
        </ul>
      ) : null}
    </section>
  );
}
