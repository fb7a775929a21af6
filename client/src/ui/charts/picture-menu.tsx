import { App, Button, Dropdown } from 'antd';
import type { ReactElement, ReactNode } from 'react';
import { useTranslation } from 'react-i18next';
import { drawOffscreen } from './draw-offscreen';
import type { PictureCaption } from './picture';
import { canCopyPictures, copyPng, savePng, saveSvg } from './save-picture';

interface PictureMenuOptions {
  /** Of the file, without its ending. */
  readonly name: string;
  /** Both are called when a picture is wanted; `chart` draws one `svg` element. */
  readonly caption: () => PictureCaption;
  readonly chart: () => ReactElement;
  /** Which chart it is, for those who hear the button's name alone. */
  readonly about: string;
}

type Way = 'svg' | 'png' | 'copy';

/** A chart's way out: as SVG, as PNG, or onto the clipboard. */
export function PictureMenu({ name, caption, chart, about }: PictureMenuOptions): ReactNode {
  const { t } = useTranslation('inspect');
  const { message } = App.useApp();
  const take = async (way: Way): Promise<void> => {
    try {
      const picture = drawOffscreen(chart(), caption());
      if (way === 'copy') await copyPng(picture);
      else if (way === 'svg') saveSvg(picture, `${name}.svg`);
      else await savePng(picture, `${name}.png`);
      void message.success(
        way === 'copy' ? t('picture.copied') : t('picture.saved', { name: `${name}.${way}` }),
      );
    } catch {
      void message.error(way === 'copy' ? t('picture.noCopy') : t('picture.failed'));
    }
  };
  const items = [
    { key: 'svg', label: t('picture.svg') },
    { key: 'png', label: t('picture.png') },
    { key: 'copy', label: t('picture.copy'), disabled: !canCopyPictures() },
  ];
  return (
    <Dropdown trigger={['click']} autoFocus menu={{ items, onClick: ({ key }) => void take(key as Way) }}>
      <Button
        size="small"
        className="no-print"
        aria-label={`${t('picture.menu')}: ${about}`}
        aria-haspopup="menu"
      >
        {t('picture.menu')}
      </Button>
    </Dropdown>
  );
}
