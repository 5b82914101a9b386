import { describe, expect, it } from '@jest/globals';
import { parseEvent } from '../../../src/adapters/kube-watch.ts';

const object = { metadata: { name: 'a', resourceVersion: '7' }, spec: {} };

describe('parseEvent', () => {
  it.each([
    ['ADDED', 'added'],
    ['MODIFIED', 'modified'],
    ['DELETED', 'deleted'],
  ])('reads %s', (type, expected) => {
    const event = parseEvent(JSON.stringify({ type, object }), 'test');
    expect(event).toEqual({ type: expected, object, resourceVersion: '7' });
  });

  it('reads of a bookmark only its version', () => {
    const event = parseEvent(JSON.stringify({ type: 'BOOKMARK', object }), 'test');
    expect(event).toEqual({ type: 'bookmark', resourceVersion: '7' });
  });

  it('throws what an ERROR event says', () => {
    const status = { kind: 'Status', code: 410, reason: 'Expired', message: 'too old' };
    const parsing = () => parseEvent(JSON.stringify({ type: 'ERROR', object: status }), 'test');
    expect(parsing).toThrow(expect.objectContaining({ code: 'conflict' }));
  });

  it.each([
    '{"type":"ADDED","obj',
    '{"type":"SOMETHING","object":{}}',
    '{"type":"ADDED","object":{"metadata":{}}}',
    '{"type":"BOOKMARK","object":{"metadata":{"resourceVersion":""}}}',
    'null',
  ])('takes %s for a broken connection', (line) => {
    const parsing = () => parseEvent(line, 'test');
    expect(parsing).toThrow(expect.objectContaining({ code: 'unavailable' }));
  });
});
