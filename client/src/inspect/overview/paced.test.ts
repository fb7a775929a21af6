import { afterEach, beforeEach, expect, jest, test } from '@jest/globals';
import { paced } from './paced';

beforeEach(() => {
  jest.useFakeTimers();
});
afterEach(() => {
  jest.useRealTimers();
});

test('runs at once, then once for all calls within the pace', () => {
  const action = jest.fn();
  const { call } = paced(1000, action);
  call();
  call();
  call();
  expect(action).toHaveBeenCalledTimes(1);
  jest.advanceTimersByTime(1000);
  expect(action).toHaveBeenCalledTimes(2);
  jest.advanceTimersByTime(5000);
  expect(action).toHaveBeenCalledTimes(2);
});

test('after a quiet spell the next call runs at once', () => {
  const action = jest.fn();
  const { call } = paced(1000, action);
  call();
  jest.advanceTimersByTime(1500);
  call();
  expect(action).toHaveBeenCalledTimes(2);
});

test('nothing runs after it was stopped', () => {
  const action = jest.fn();
  const { call, stop } = paced(1000, action);
  call();
  call();
  stop();
  jest.advanceTimersByTime(5000);
  expect(action).toHaveBeenCalledTimes(1);
});
