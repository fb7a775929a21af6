// One workbook in a process of its own, so that its peak memory can be read: `ours` computes and writes the campaign's
// workbook, `cells` notes its cells, `bare` writes those cells by exceljs's streaming writer and nothing else.
import { createReadStream, createWriteStream } from 'node:fs';
import { writeFile } from 'node:fs/promises';
import { once } from 'node:events';
import { createInterface } from 'node:readline';
import exceljs from 'exceljs';
import mongoose from 'mongoose';
import { campaignTables } from '@duwen/server/exports/campaign-tables';
import { campaignWorkbook } from '@duwen/server/exports/campaign-workbook';
import { textsIn } from '@duwen/server/exports/texts';
import { writeWorkbook } from '@duwen/server/exports/write-workbook';
import { campaignMatrix } from '@duwen/server/matrix/campaign-matrix';
import { stopTabulationWorkers } from '@duwen/server/tabulation-workers/tabulation-workers';

const [mode, campaign = '', cellsFile = '', output = ''] = process.argv.slice(2);

/** Milliseconds that the figures took, before anything is written. */
let figures = 0;

async function ours(): Promise<void> {
  const begun = performance.now();
  const matrix = await campaignMatrix(campaign);
  const tables = await campaignTables(matrix);
  figures = performance.now() - begun;
  await writeWorkbook(campaignWorkbook(matrix, tables, textsIn('zh')), createWriteStream(output));
}

async function noteCells(): Promise<void> {
  const book = new exceljs.Workbook();
  await book.xlsx.readFile(output);
  const lines: string[] = [];
  for (const sheet of book.worksheets) {
    lines.push(JSON.stringify(sheet.name));
    sheet.eachRow((row) => lines.push(JSON.stringify((row.values as unknown[]).slice(1))));
  }
  await writeFile(cellsFile, lines.join('\n'));
}

async function bare(): Promise<void> {
  const file = createWriteStream(output);
  const book = new exceljs.stream.xlsx.WorkbookWriter({
    stream: file,
    useSharedStrings: false,
    useStyles: true,
  });
  let sheet: exceljs.Worksheet | null = null;
  for await (const line of createInterface({ input: createReadStream(cellsFile) })) {
    const cells = JSON.parse(line) as string | unknown[];
    if (typeof cells === 'string') {
      sheet?.commit();
      sheet = book.addWorksheet(cells);
    } else sheet?.addRow(cells).commit();
  }
  sheet?.commit();
  const written = once(file, 'close');
  await book.commit();
  await written;
}

await mongoose.connect(process.env['MONGODB_URI'] ?? '');
await campaignMatrix(campaign);
const start = performance.now();
await (mode === 'ours' ? ours() : mode === 'bare' ? bare() : noteCells());
const milliseconds = performance.now() - start;
console.log(JSON.stringify({ milliseconds, figures, peakBytes: process.resourceUsage().maxRSS * 1024 }));
await stopTabulationWorkers();
await mongoose.disconnect();
