import { problemOf, TransportError } from './api-client';

/**
 * Fetches a file of the API and hands it to the browser as a download.
 *
 * @param onProgress bytes received so far (the whole is not known before its end: files are written as they are made)
 * @returns the file's name
 * @throws ApiProblem for an answer of 400 or above; TransportError without an answer
 */
export async function downloadFile(
  path: string,
  fallbackName: string,
  onProgress: (bytes: number) => void,
): Promise<string> {
  let response: Response;
  try {
    response = await fetch(path, { credentials: 'same-origin' });
  } catch {
    throw new TransportError('network');
  }
  if (!response.ok) throw problemOf(response, await response.text());
  const parts: BlobPart[] = [];
  let bytes = 0;
  try {
    const reader = response.body!.getReader();
    for (let part = await reader.read(); !part.done; part = await reader.read()) {
      parts.push(part.value);
      bytes += part.value.byteLength;
      onProgress(bytes);
    }
  } catch {
    throw new TransportError('network');
  }
  const name = fileNameOf(response.headers.get('content-disposition')) ?? fallbackName;
  saveBlob(new Blob(parts, { type: response.headers.get('content-type') ?? '' }), name);
  return name;
}

/** Hands a blob to the browser as a download named `name`. */
export function saveBlob(blob: Blob, name: string): void {
  const address = URL.createObjectURL(blob);
  const link = document.createElement('a');
  link.href = address;
  link.download = name;
  document.body.append(link);
  link.click();
  link.remove();
  // Revoking at once would cancel the download in some browsers.
  setTimeout(() => URL.revokeObjectURL(address), 60_000);
}

/** The name in a `Content-Disposition` header: RFC 6266's `filename*` before `filename`; null where there is none. */
export function fileNameOf(header: string | null): string | null {
  if (!header) return null;
  const extended = /filename\*=UTF-8''([^;]+)/i.exec(header)?.[1];
  if (extended) {
    try {
      return decodeURIComponent(extended.trim());
    } catch {
      // Badly encoded: the plain name will do.
    }
  }
  return /filename="([^"]+)"/i.exec(header)?.[1] ?? /filename=([^;\s]+)/i.exec(header)?.[1] ?? null;
}
