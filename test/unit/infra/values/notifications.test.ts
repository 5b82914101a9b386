import { describe, expect, it } from '@jest/globals';
import { parse } from 'yaml';
import { notificationValues } from '../../../../infra/values/notifications.ts';

const TRIGGERS = ['on-deployed', 'on-health-degraded', 'on-sync-failed', 'on-rollout-paused'];

describe('notifications', () => {
  const { notifiers, templates, triggers, subscriptions } = notificationValues('deploys');

  it('go to the channel about each of the triggers', () => {
    expect(subscriptions).toEqual([{ recipients: ['slack:deploys'], triggers: TRIGGERS }]);
    expect(Object.keys(triggers)).toEqual(TRIGGERS.map((name) => `trigger.${name}`));
  });

  it.each(TRIGGERS)('%s sends a template that there is, with JSON for Slack', (name) => {
    const [{ when, send }] = parse(String(triggers[`trigger.${name}`]));
    expect(when).toMatch(/^app\.status\./);
    const { message, slack } = parse(String(templates[`template.${send[0]}`]));
    expect(message).toContain('{{.app.metadata.name}}');
    expect(JSON.parse(slack.attachments)).toHaveLength(1);
  });

  it('name the token of the Secret, and do not hold it', () => {
    expect(parse(String(notifiers['service.slack']))).toEqual({ token: '$slack-token' });
  });

  it('say that a paused rollout waits for a person', () => {
    expect(triggers['trigger.on-rollout-paused']).toContain('Suspended');
    expect(templates['template.app-rollout-paused']).toContain('waiting for your promotion');
  });
});
