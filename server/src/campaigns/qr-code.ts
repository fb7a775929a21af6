import qrcode from 'qrcode';

const MARGIN = 2;
/** Wide enough to print on a poster. */
const PNG_WIDTH = 800;
/** One filter in place of pngjs's trial of all five: a tenth of the time, and the file is small all the same. */
const PNG_SETTINGS = { filterType: 0, deflateLevel: 6, deflateStrategy: 0 };

/** A QR code of an address, as an SVG document. */
export const qrSvg = (url: string): Promise<string> => qrcode.toString(url, { type: 'svg', margin: MARGIN });

/** A QR code of an address, as a PNG file. */
export const qrPng = (url: string): Promise<Buffer> =>
  qrcode.toBuffer(url, { width: PNG_WIDTH, margin: MARGIN, rendererOpts: PNG_SETTINGS });
