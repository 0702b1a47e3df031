import { z } from 'zod';

const Contact = z.strictObject({
  name: z.string().trim().min(1).max(200),
  reach: z
    .string()
    .trim()
    .min(1)
    .max(200)
    .nullable()
    .describe('How to reach them: a mail, a channel, a number'),
});
const Several = z.array(Contact).max(20);

/** PUT /systems/:system/contacts */
export const ContactsChange = z.strictObject({
  owners: Several.describe('Who owns it, the first to be asked first'),
  support: Several.describe('The engineers who support it'),
});

/** GET /systems/:system/contacts */
export const Contacts = ContactsChange.extend({
  team: z.array(z.string()).describe('Members of the team that owns it'),
  named: z
    .array(z.object({ name: z.string(), things: z.number() }))
    .describe('Owners that its resources name, those of most resources first'),
});
