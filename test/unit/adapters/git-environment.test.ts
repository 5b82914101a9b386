import { expect, it } from '@jest/globals';
import { gitEnvironment, settingVariables } from '../../../src/adapters/git-environment.ts';

it('passes on where things are, and nothing else', () => {
  const variables = {
    PATH: '/bin',
    https_proxy: 'http://proxy',
    AWS_SECRET_ACCESS_KEY: 'x',
    GIT_SSH_COMMAND: 'evil',
    SSH_AUTH_SOCK: '/run/agent',
    HOME: '/root',
  };
  const environment = gitEnvironment(variables, ['https', 'ssh']);
  expect(environment).toMatchObject({
    PATH: '/bin',
    https_proxy: 'http://proxy',
    HOME: '/nonexistent',
    GIT_ALLOW_PROTOCOL: 'https:ssh',
    GIT_CONFIG_NOSYSTEM: '1',
    GIT_CONFIG_GLOBAL: '/dev/null',
    GIT_TERMINAL_PROMPT: '0',
  });
  const names = Object.keys(environment);
  expect(names).not.toEqual(expect.arrayContaining(['AWS_SECRET_ACCESS_KEY']));
  expect(names).not.toEqual(expect.arrayContaining(['GIT_SSH_COMMAND']));
  expect(names).not.toEqual(expect.arrayContaining(['SSH_AUTH_SOCK']));
});

it('numbers settings as git reads them, the own ones last so that they win', () => {
  const variables = settingVariables([['a.b', 'c']]);
  const last = Number(variables.GIT_CONFIG_COUNT) - 1;
  expect(variables).toMatchObject({
    GIT_CONFIG_KEY_0: 'core.hooksPath',
    GIT_CONFIG_VALUE_0: '/dev/null',
    [`GIT_CONFIG_KEY_${last}`]: 'a.b',
    [`GIT_CONFIG_VALUE_${last}`]: 'c',
  });
});
