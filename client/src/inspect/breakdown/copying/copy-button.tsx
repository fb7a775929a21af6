import { App, Button } from 'antd';
import type { ReactNode } from 'react';
import { useTranslation } from 'react-i18next';
import { htmlTable, plainText, type SheetTable } from './sheet-cells';

interface CopyButtonOptions {
  /** Makes the table when it is asked for. */
  readonly cells: () => SheetTable;
  /** Which table, where several such buttons stand on a page. */
  readonly of?: string;
}

/** Copies a table so that a spreadsheet takes it as cells. */
export function CopyButton({ cells, of }: CopyButtonOptions): ReactNode {
  const { t } = useTranslation('inspect');
  const { message } = App.useApp();
  const copy = async (): Promise<void> => {
    const table = cells();
    try {
      await writeTable(table);
      void message.success(t('copy.done'));
    } catch {
      void message.warning(t('copy.failed'));
    }
  };
  return (
    <Button
      size="small"
      {...(of ? { 'aria-label': `${t('copy.table')}: ${of}` } : {})}
      onClick={() => void copy()}
    >
      {t('copy.table')}
    </Button>
  );
}

/** Both forms where the browser knows them; else the lines alone. @throws where it lets no page copy */
async function writeTable(table: SheetTable): Promise<void> {
  const text = plainText(table);
  if (typeof ClipboardItem === 'undefined') return navigator.clipboard.writeText(text);
  const blob = (type: string, content: string): Blob => new Blob([content], { type });
  return navigator.clipboard.write([
    new ClipboardItem({
      'text/html': blob('text/html', htmlTable(table)),
      'text/plain': blob('text/plain', text),
    }),
  ]);
}
