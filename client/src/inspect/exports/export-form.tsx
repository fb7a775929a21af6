import { App, Button, Radio } from 'antd';
import { useId, useRef, useState, type ReactNode } from 'react';
import { useTranslation } from 'react-i18next';
import type { ExportKind } from '@duwen/shared/api';
import { useLocale } from '../../ui/i18n';
import { useProblemText } from '../shell/problem-text';
import { useExportChanges } from './export-data';

const FORMATS = ['xlsx', 'csv', 'sav'] as const;
type Format = (typeof FORMATS)[number];

interface FormOptions {
  readonly campaignId: string;
  readonly isAdmin: boolean;
}

/** What can be asked for. Data of single respondents are an admin's, with what must be heeded beside them. */
export function ExportForm({ campaignId, isAdmin }: FormOptions): ReactNode {
  const { t } = useTranslation('inspect');
  const [format, setFormat] = useState<Format>('xlsx');
  const formatId = useId();
  const start = useStart(campaignId);
  const choice = (kind: ExportKind, onStart: () => void, more?: ReactNode): ReactNode => (
    <li className="export-kind">
      <div>
        <strong>{t(`exports.kind.${kind}`)}</strong>
        <p>{t(`exports.kind.${kind}.about`)}</p>
        {more}
      </div>
      <Button
        aria-label={t('exports.startOf', { kind: t(`exports.kind.${kind}`) })}
        disabled={start.isPending}
        onClick={onStart}
      >
        {t('exports.start')}
      </Button>
    </li>
  );
  return (
    <>
      <ul className="export-kinds">{choice('workbook', () => start.of({ kind: 'workbook' }))}</ul>
      {isAdmin ? (
        <>
          <p className="export-caution" role="note">
            {t('exports.caution')}
          </p>
          <ul className="export-kinds">
            {choice(
              'respondents',
              () => start.of({ kind: 'respondents', format }),
              <div className="export-formats">
                <span id={formatId}>{t('exports.format')}</span>
                <Radio.Group
                  aria-labelledby={formatId}
                  value={format}
                  options={FORMATS.map((value) => ({ value, label: t(`exports.format.${value}`) }))}
                  onChange={(event) => setFormat(event.target.value as Format)}
                />
              </div>,
            )}
            {choice('bundle', () => start.of({ kind: 'bundle' }))}
          </ul>
        </>
      ) : null}
    </>
  );
}

type Asked =
  | { readonly kind: 'workbook' }
  | { readonly kind: 'respondents'; readonly format: Format }
  | { readonly kind: 'bundle' };

function useStart(campaignId: string): { isPending: boolean; of: (asked: Asked) => void } {
  const { locale } = useLocale();
  const { message } = App.useApp();
  const problemText = useProblemText();
  const { start } = useExportChanges(campaignId);
  // The second press of a double click comes before the button is drawn anew.
  const isAsking = useRef(false);
  return {
    isPending: start.isPending,
    of: (asked) => {
      if (isAsking.current) return;
      isAsking.current = true;
      start.mutate(
        { ...asked, locale },
        {
          onError: (error) => void message.error(problemText(error)),
          onSettled: () => {
            isAsking.current = false;
          },
        },
      );
    },
  };
}
