import type { ReactNode } from 'react';
import { useTranslation } from 'react-i18next';
import { useLocale } from '../../ui/i18n';
import { useProblemText } from '../shell/problem-text';
import { placesOf, type UploadProblem } from './problem-list';

/** More than this nobody reads at once; the rest shows after the next upload. */
const MOST_SHOWN = 200;

/** Every error of an upload by row and column or by JSON path. */
export function ProblemTable({ problem }: { readonly problem: UploadProblem }): ReactNode {
  const { t } = useTranslation('inspect');
  const { say } = useLocale();
  const problemText = useProblemText();
  const { file, details, error } = problem;
  if (error !== null) {
    return (
      <div className="upload-problem" role="alert">
        <h4>{file}</h4>
        <p>{problemText(error)}</p>
      </div>
    );
  }
  const places = placesOf(details);
  return (
    <div className="upload-problem" role="alert">
      <h4>{t('problems.title', { name: file, n: details.length })}</h4>
      <p>{t('problems.keep')}</p>
      <div className="problem-scroll" role="region" aria-label={file} tabIndex={0}>
        <table className="figures">
          <thead>
            <tr>
              {places.row ? (
                <th scope="col" className="number">
                  {t('problems.row')}
                </th>
              ) : null}
              {places.column ? <th scope="col">{t('problems.column')}</th> : null}
              {places.path ? <th scope="col">{t('problems.path')}</th> : null}
              <th scope="col">{t('problems.message')}</th>
            </tr>
          </thead>
          <tbody>
            {details.slice(0, MOST_SHOWN).map((detail, index) => (
              <tr key={index}>
                {places.row ? <td className="number">{detail.row ?? ''}</td> : null}
                {places.column ? <td>{detail.column ?? ''}</td> : null}
                {places.path ? (
                  <td>{detail.path ? <code>{detail.path}</code> : t('problems.wholeFile')}</td>
                ) : null}
                <td>{say(detail.message)}</td>
              </tr>
            ))}
          </tbody>
        </table>
      </div>
      {details.length > MOST_SHOWN ? (
        <p className="muted">{t('problems.more', { n: details.length - MOST_SHOWN })}</p>
      ) : null}
    </div>
  );
}
