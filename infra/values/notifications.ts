import { stringify } from 'yaml';

/** Parts of the chart's `notifications` values. */
export interface NotificationValues {
  readonly notifiers: Readonly<Record<string, string>>;
  readonly templates: Readonly<Record<string, string>>;
  readonly triggers: Readonly<Record<string, string>>;
  readonly subscriptions: readonly {
    readonly recipients: readonly string[];
    readonly triggers: readonly string[];
  }[];
}

/** Key of the notifications Secret, which `$…` in the notifier refers to. */
export const SLACK_TOKEN_KEY = 'slack-token';

interface Message {
  readonly trigger: string;
  /** An expression of Argo CD's notifications on the Application `app`. */
  readonly when: string;
  /** Tells again only when its value changes. */
  readonly oncePer?: string;
  readonly colour: string;
  readonly says: string;
}

/** A paused Rollout makes its Application `Suspended`. */
const MESSAGES: readonly Message[] = [
  {
    trigger: 'on-deployed',
    when: "app.status.operationState?.phase == 'Succeeded' and app.status.health.status == 'Healthy'",
    oncePer: 'app.status.operationState?.finishedAt',
    colour: '#18be52',
    says: 'is deployed.',
  },
  {
    trigger: 'on-health-degraded',
    when: "app.status.health.status == 'Degraded'",
    colour: '#f4c030',
    says: 'is degraded.',
  },
  {
    trigger: 'on-sync-failed',
    when: "app.status.operationState?.phase in ['Error', 'Failed']",
    oncePer: 'app.status.operationState?.finishedAt',
    colour: '#e96d76',
    says: 'could not be synced: {{.app.status.operationState.message}}',
  },
  {
    trigger: 'on-rollout-paused',
    when: "app.status.health.status == 'Suspended'",
    colour: '#0dadea',
    says: 'has a new version in preview, waiting for your promotion.',
  },
];

/** Messages to one Slack channel about every Application. */
export function notificationValues(channel: string): NotificationValues {
  return {
    notifiers: { 'service.slack': unfolded({ token: `$${SLACK_TOKEN_KEY}` }) },
    templates: Object.fromEntries(
      MESSAGES.map((message) => [`template.${templateOf(message)}`, unfolded(template(message))]),
    ),
    triggers: Object.fromEntries(
      MESSAGES.map((message) => [`trigger.${message.trigger}`, unfolded([trigger(message)])]),
    ),
    subscriptions: [
      { recipients: [`slack:${channel}`], triggers: MESSAGES.map((message) => message.trigger) },
    ],
  };
}

function templateOf({ trigger: name }: Message): string {
  return name.replace(/^on-/, 'app-');
}

function trigger(message: Message): object {
  const { when, oncePer } = message;
  return { when, send: [templateOf(message)], ...(oncePer === undefined ? {} : { oncePer }) };
}

function template({ colour, says }: Message): object {
  const text = `{{.app.metadata.name}} ${says}`;
  const images = '{{range .app.status.summary.images}}{{.}} {{end}}';
  const link = '{{.context.argocdUrl}}/applications/{{.app.metadata.name}}';
  const fields = [{ title: 'Images', value: images, short: false }];
  const attachment = { color: colour, title: '{{.app.metadata.name}}', title_link: link, fields };
  return { message: text, slack: { attachments: JSON.stringify([attachment]) } };
}

/** YAML whose long texts stay on one line. */
function unfolded(value: object): string {
  return stringify(value, { lineWidth: 0 });
}
