import { describe, expect, test } from '@jest/globals';
import { ApiProblem, TransportError } from '../../ui/api-client';
import { parseJson, placesOf, uploadProblem } from './problem-list';

const refusal = (errors?: { row: number; column: string; message: { zh: string } }[]): ApiProblem =>
  new ApiProblem(
    {
      type: '/problems/upload-invalid',
      title: 'x',
      status: 422,
      code: 'upload-invalid',
      ...(errors ? { errors } : {}),
    },
    null,
  );

describe('uploadProblem', () => {
  test('lists every error by its place', () => {
    const problem = uploadProblem(
      'r.csv',
      refusal([{ row: 3, column: 'stages', message: { zh: '不认识' } }]),
    );
    expect(problem.details).toHaveLength(1);
    expect(problem.error).toBeNull();
    expect(placesOf(problem.details)).toEqual({ row: true, column: true, path: false });
  });

  test('a refusal without places, or no answer at all, is told as a whole', () => {
    expect(uploadProblem('r.csv', refusal()).error).toBeInstanceOf(ApiProblem);
    expect(uploadProblem('r.csv', new TransportError('network')).error).toBeInstanceOf(TransportError);
  });
});

describe('parseJson', () => {
  test('reads JSON with a byte order mark', () => {
    expect(parseJson('\uFEFF{"a":1}')).toEqual({ ok: true, value: { a: 1 } });
  });

  test('says why a text is no JSON', () => {
    const parsed = parseJson('{"a":1,}');
    expect(parsed.ok).toBe(false);
    if (!parsed.ok) expect(parsed.why).not.toBe('');
  });
});
