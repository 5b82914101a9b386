import { describe, expect, it } from '@jest/globals';
import { jsonReply, problem } from '../../../../src/demo/registry/reply.ts';

describe('problem', () => {
  it('has the form of the specification', () => {
    const { status, headers, body } = problem(404, 'NAME_UNKNOWN', 'no such name');
    expect([status, headers]).toEqual([404, { 'content-type': 'application/json' }]);
    expect(JSON.parse(String(body))).toEqual({
      errors: [{ code: 'NAME_UNKNOWN', message: 'no such name', detail: null }],
    });
  });
});

describe('jsonReply', () => {
  it('ends with a newline', () => {
    expect(jsonReply(200, {}).body).toBe('{}\n');
  });
});
