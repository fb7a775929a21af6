import { Button, Checkbox, Input } from 'antd';
import { useMemo, useState, type DragEvent, type ReactNode } from 'react';
import { useTranslation } from 'react-i18next';
import type { CodebookItem } from '@duwen/shared/api';
import { useLocale } from '../../ui/i18n';
import { searchSections, titleOf, type ItemSection } from './item-sections';
import { startDrag } from './shelves/dragged-variable';
import { ItemMenu } from './shelves/item-menu';
import type { ChipAction } from './shelves/variable-chip';

interface ItemPickerOptions {
  readonly sections: readonly ItemSection[];
  /** Whether items are ticked; else each is placed by its menu, or dragged. */
  readonly ticked: boolean;
  readonly chosen: readonly string[];
  readonly onChange: (items: readonly string[]) => void;
  /** What an item's menu does with it; none: there is no menu. */
  readonly actions: (item: CodebookItem) => readonly ChipAction[];
}

/**
 * Picks items by section of the report, by indicator or by search; a section's and an indicator's own box take all of
 * their items. An item can be dragged to a shelf.
 */
export function ItemPicker({ sections, ticked, chosen, onChange, actions }: ItemPickerOptions): ReactNode {
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
      {ticked ? (
        <p className="picker-status">
          <span role="status">{t('breakdown.chosen', { n: chosen.length })}</span>
          <Button type="link" size="small" disabled={chosen.length === 0} onClick={() => onChange([])}>
            {t('breakdown.clear')}
          </Button>
        </p>
      ) : (
        <p className="picker-status">{t('chip.hint')}</p>
      )}
      {shown.length === 0 ? <p className="muted">{t('breakdown.noMatch')}</p> : null}
      {shown.map((section) => (
        <PickerSection
          key={section.code ?? 'rest'}
          section={section}
          ticked={ticked}
          chosen={chosen}
          forcedOpen={searching}
          onChange={onChange}
          actions={actions}
        />
      ))}
    </div>
  );
}

interface PickerSectionOptions {
  readonly section: ItemSection;
  readonly ticked: boolean;
  readonly chosen: readonly string[];
  readonly forcedOpen: boolean;
  readonly onChange: (items: readonly string[]) => void;
  readonly actions: ItemPickerOptions['actions'];
}

function PickerSection({ forcedOpen, ...options }: PickerSectionOptions): ReactNode {
  const { section, ticked, chosen, onChange } = options;
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
        {ticked ? (
          <Checkbox
            checked={inSection === codes.length}
            indeterminate={inSection > 0 && inSection < codes.length}
            aria-label={`${title}: ${t('breakdown.sectionAll')}`}
            onChange={(event) => toggleAll(event.target.checked)}
          />
        ) : null}
        <button type="button" aria-expanded={isOpen} onClick={() => setOpen(!isOpen)} disabled={forcedOpen}>
          <span className="picker-code">{section.code}</span>
          <span>{title}</span>
          <span className="picker-count">
            {ticked && inSection > 0 ? `${inSection}/${codes.length}` : codes.length}
          </span>
          <span className="picker-chevron" aria-hidden="true" />
        </button>
      </div>
      {isOpen ? <SectionItems {...options} /> : null}
    </section>
  );
}

type SectionItemsOptions = Omit<PickerSectionOptions, 'forcedOpen'>;

/** The items of a section, under their indicators where the section has several. */
function SectionItems(options: SectionItemsOptions): ReactNode {
  const { section, ticked, chosen, onChange } = options;
  const { t } = useTranslation('inspect');
  const { say } = useLocale();
  if (section.indicators.length < 2) return <PickerItems {...options} items={section.items} />;
  return section.indicators.map(({ code, title, items }) => {
    const codes = items.map((item) => item.code);
    const inside = codes.filter((each) => chosen.includes(each)).length;
    const name = (
      <>
        <span className="picker-code">{code}</span> {say(title)}
      </>
    );
    if (!ticked)
      return (
        <div key={code} className="picker-indicator">
          <p>{name}</p>
          <PickerItems {...options} items={items} />
        </div>
      );
    return (
      <div key={code} className="picker-indicator">
        <Checkbox
          checked={inside === codes.length}
          indeterminate={inside > 0 && inside < codes.length}
          aria-label={`${say(title)}: ${t('breakdown.indicatorAll')}`}
          onChange={(event) =>
            onChange(
              event.target.checked
                ? [...new Set([...chosen, ...codes])]
                : chosen.filter((each) => !codes.includes(each)),
            )
          }
        >
          {name}
        </Checkbox>
        <PickerItems {...options} items={items} />
      </div>
    );
  });
}

interface PickerItemsOptions extends SectionItemsOptions {
  readonly items: readonly CodebookItem[];
}

function ItemName({ item }: { readonly item: CodebookItem }): ReactNode {
  const { say } = useLocale();
  return (
    <>
      {say(titleOf(item))} <span className="item-code">{item.code}</span>
    </>
  );
}

interface PlaceItemOptions {
  readonly item: CodebookItem;
  readonly actions: readonly ChipAction[];
  /** Whether the item's name is what is pressed. */
  readonly named: boolean;
}

/** An item's menu; where nothing can be done with it, its name alone. */
function PlaceItem({ item, actions, named }: PlaceItemOptions): ReactNode {
  const { say } = useLocale();
  const name = <ItemName item={item} />;
  if (actions.length === 0) return named ? <span className="muted">{name}</span> : null;
  return (
    <ItemMenu name={`${item.code} ${say(titleOf(item))}`} actions={actions}>
      {named ? name : null}
    </ItemMenu>
  );
}

function PickerItems({ items, ticked, chosen, onChange, actions }: PickerItemsOptions): ReactNode {
  const toggle = (code: string, on: boolean): void =>
    onChange(on ? [...chosen, code] : chosen.filter((each) => each !== code));
  return (
    <ul>
      {items.map((item) => (
        <li
          key={item.code}
          draggable
          onDragStart={(event: DragEvent) => startDrag(event, { item: item.code })}
        >
          {ticked ? (
            <Checkbox
              checked={chosen.includes(item.code)}
              onChange={(event) => toggle(item.code, event.target.checked)}
            >
              <ItemName item={item} />
            </Checkbox>
          ) : null}
          <PlaceItem item={item} actions={actions(item)} named={!ticked} />
        </li>
      ))}
    </ul>
  );
}
