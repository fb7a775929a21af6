import 'i18next';
import type { errors, inspectTexts, respondTexts } from '@duwen/shared/i18n';

type Texts<Catalogue> = Record<keyof Catalogue & string, string>;

declare module 'i18next' {
  /** `useTranslation('respond')` and `useTranslation('inspect')` know their keys: a missing text does not compile. */
  interface CustomTypeOptions {
    keySeparator: false;
    resources: {
      respond: Texts<typeof respondTexts>;
      inspect: Texts<typeof inspectTexts>;
      errors: Texts<typeof errors>;
    };
  }
}
