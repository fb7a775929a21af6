import type { Sheet } from '../sheet.js';
import { columnName, escapeXml } from './cell-xml.js';

const DECLARATION = '<?xml version="1.0" encoding="UTF-8" standalone="yes"?>\n';
const OFFICE = 'http://schemas.openxmlformats.org/officeDocument/2006';
const PACKAGE = 'http://schemas.openxmlformats.org/package/2006';
const MAIN = 'http://schemas.openxmlformats.org/spreadsheetml/2006/main';
const SPREADSHEET = 'application/vnd.openxmlformats-officedocument.spreadsheetml';

/** A sheet as the workbook's own parts name it. */
export type SheetShape = Pick<Sheet, 'name' | 'head' | 'frozenColumns'>;

/** Path of a sheet's XML within the package, by its place from 0. */
export const sheetPath = (place: number): string => `xl/worksheets/sheet${place + 1}.xml`;

/** Every part of the package but the sheets and the styles: written last, when all sheets are known. */
export function packageParts(sheets: readonly SheetShape[], made: Date): [path: string, xml: string][] {
  return [
    ['xl/workbook.xml', workbook(sheets)],
    ['xl/_rels/workbook.xml.rels', workbookRelations(sheets)],
    ['docProps/core.xml', properties(made)],
    ['_rels/.rels', packageRelations],
    ['[Content_Types].xml', contentTypes(sheets)],
  ];
}

const workbook = (sheets: readonly SheetShape[]): string =>
  `${DECLARATION}<workbook xmlns="${MAIN}" xmlns:r="${OFFICE}/relationships"><bookViews><workbookView/></bookViews><sheets>` +
  sheets
    .map(
      ({ name }, place) => `<sheet name="${escapeXml(name)}" sheetId="${place + 1}" r:id="rId${place + 1}"/>`,
    )
    .join('') +
  `</sheets>${definedNames(sheets)}</workbook>`;

/** The rows and columns that print repeats on each page. */
function definedNames(sheets: readonly SheetShape[]): string {
  const names = sheets.flatMap(({ name, head, frozenColumns }, place) => {
    if (head.length === 0) return [];
    const sheet = escapeXml(`'${name.replaceAll("'", "''")}'`);
    const columns = frozenColumns > 0 ? `${sheet}!$A:$${columnName(frozenColumns - 1)},` : '';
    return `<definedName name="_xlnm.Print_Titles" localSheetId="${place}">${columns}${sheet}!$1:$${head.length}</definedName>`;
  });
  return names.length === 0 ? '' : `<definedNames>${names.join('')}</definedNames>`;
}

const relation = (id: number, type: string, target: string): string =>
  `<Relationship Id="rId${id}" Type="${type}" Target="${target}"/>`;

const workbookRelations = (sheets: readonly SheetShape[]): string =>
  `${DECLARATION}<Relationships xmlns="${PACKAGE}/relationships">` +
  sheets
    .map((_, place) =>
      relation(place + 1, `${OFFICE}/relationships/worksheet`, `worksheets/sheet${place + 1}.xml`),
    )
    .join('') +
  relation(sheets.length + 1, `${OFFICE}/relationships/styles`, 'styles.xml') +
  '</Relationships>';

const packageRelations =
  `${DECLARATION}<Relationships xmlns="${PACKAGE}/relationships">` +
  relation(1, `${OFFICE}/relationships/officeDocument`, 'xl/workbook.xml') +
  relation(2, `${PACKAGE}/relationships/metadata/core-properties`, 'docProps/core.xml') +
  '</Relationships>';

const properties = (made: Date): string =>
  `${DECLARATION}<cp:coreProperties xmlns:cp="${PACKAGE}/metadata/core-properties" xmlns:dc="http://purl.org/dc/elements/1.1/" ` +
  'xmlns:dcterms="http://purl.org/dc/terms/" xmlns:xsi="http://www.w3.org/2001/XMLSchema-instance">' +
  '<dc:creator>Duwen</dc:creator><cp:lastModifiedBy>Duwen</cp:lastModifiedBy>' +
  `<dcterms:created xsi:type="dcterms:W3CDTF">${made.toISOString().slice(0, 19)}Z</dcterms:created></cp:coreProperties>`;

const part = (name: string, type: string): string => `<Override PartName="/${name}" ContentType="${type}"/>`;

const contentTypes = (sheets: readonly SheetShape[]): string =>
  `${DECLARATION}<Types xmlns="${PACKAGE}/content-types">` +
  '<Default Extension="rels" ContentType="application/vnd.openxmlformats-package.relationships+xml"/>' +
  '<Default Extension="xml" ContentType="application/xml"/>' +
  part('xl/workbook.xml', `${SPREADSHEET}.sheet.main+xml`) +
  part('xl/styles.xml', `${SPREADSHEET}.styles+xml`) +
  part('docProps/core.xml', 'application/vnd.openxmlformats-package.core-properties+xml') +
  sheets.map((_, place) => part(sheetPath(place), `${SPREADSHEET}.worksheet+xml`)).join('') +
  '</Types>';
