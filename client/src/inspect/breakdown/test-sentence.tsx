import type { TFunction } from 'i18next';
import type { ReactNode } from 'react';
import { useTranslation } from 'react-i18next';
import type { BreakdownTest, MeansTest } from '@duwen/shared/breakdown';
import { reasonTexts } from '@duwen/shared/i18n';
import type { Reason } from '@duwen/shared/statistics';
import { formatMean, formatPValue } from '../../ui/format/numbers';
import { useLocale } from '../../ui/i18n';
import { MethodLink } from '../methods/method-link';
import type { MethodAnchor } from '../methods/method-anchors';

/** Smallest p value that is called chance. */
const SIGNIFICANCE = 0.05;

interface TestSentenceOptions {
  readonly test: BreakdownTest | MeansTest | null;
  readonly noTest: Reason | null;
  /** Whether rows were compared in their favourable share, or rows and columns are tested for going together. */
  readonly about: 'rows' | 'association';
  /** How many rows were compared, where some were left out for being withheld. */
  readonly compared?: number | null;
}

/** What a test found, with its effect size; or why there is none. */
export function TestSentence({ test, noTest, about, compared = null }: TestSentenceOptions): ReactNode {
  const { t } = useTranslation('inspect');
  const { say } = useLocale();
  if (!test) {
    return noTest ? (
      <p className="test-sentence muted">
        {noTest === 'noVariation' && about === 'rows'
          ? t('test.noVariation')
          : t('test.none', { reason: say(reasonTexts[noTest]) })}{' '}
        <MethodLink to="no-number" />
      </p>
    ) : null;
  }
  return (
    <p className="test-sentence">
      {wordsOf(test, about, t)} {compared === null ? null : `${t('test.part', { n: compared })} `}
      <MethodLink to={METHOD[test.method]} named /> <MethodLink to="effect-size" named />
    </p>
  );
}

const METHOD: Readonly<Record<BreakdownTest['method'] | MeansTest['method'], MethodAnchor>> = {
  chiSquared: 'chi-squared',
  fisherExact: 'fisher',
  raoScott: 'rao-scott',
  wald: 'wald-test',
  welch: 'welch',
};

function wordsOf(
  test: BreakdownTest | MeansTest,
  about: TestSentenceOptions['about'],
  t: TFunction<'inspect'>,
): string {
  const values = {
    figures: figuresOf(test, t),
    p: formatPValue(test.pValue),
    how: howTested(test, t),
    effect: t(`effect.${test.effect}`),
  };
  const beyondChance = test.pValue < SIGNIFICANCE;
  if ('etaSquared' in test)
    return t(beyondChance ? 'test.meansDiffer' : 'test.meansSame', {
      ...values,
      eta: formatMean(test.etaSquared),
    });
  const named = { ...values, v: formatMean(test.cramersV) };
  if (about === 'association') return t(beyondChance ? 'test.related' : 'test.unrelated', named);
  return t(beyondChance ? 'test.differs' : 'test.same', named);
}

/** Rao and Scott's degrees of freedom need not be whole. */
const writtenDf = (df: number): string => (Number.isInteger(df) ? String(df) : df.toFixed(1));

function figuresOf(test: BreakdownTest | MeansTest, t: TFunction<'inspect'>): string {
  const { statistic, df, denominatorDf } = test;
  const values = { statistic: formatMean(statistic), df: writtenDf(df) };
  return denominatorDf === null
    ? t('test.chiFigures', values)
    : t('test.fFigures', { ...values, denominator: writtenDf(denominatorDf) });
}

/** How far the p-value can be trusted, where it is not plainly that of χ². */
function howTested(test: BreakdownTest | MeansTest, t: TFunction<'inspect'>): string {
  switch (test.method) {
    case 'fisherExact':
      return t('test.exactly');
    case 'raoScott':
      return t('test.design');
    case 'wald':
      return t('test.wald');
    case 'welch':
      return t('test.welch');
    case 'chiSquared':
      return test.approximate ? t('test.roughly') : '';
  }
}
