import type { paths } from './schema';

type Operation<Path extends keyof paths, Method extends keyof paths[Path]> = NonNullable<paths[Path][Method]>;

type Answer<Path extends keyof paths, Method extends keyof paths[Path], Status extends number> =
  Operation<Path, Method> extends { responses: { [S in Status]: { content: { 'application/json': infer Body } } } }
    ? Body
    : never;

type Request<Path extends keyof paths, Method extends keyof paths[Path]> =
  Operation<Path, Method> extends { requestBody: { content: { 'application/json': infer Body } } } ? Body : never;

/* Names for what the server says; every shape is generated from its OpenAPI document. */
export type SessionAnswer = Answer<'/api/v1/auth/login', 'post', 200>;
/** What every page needs before it can show anything. */
export type FirstSaid = Answer<'/api/v1/bootstrap', 'get', 200>;
export type Me = Answer<'/api/v1/me', 'get', 200>;
export type Person = Answer<'/api/v1/people', 'get', 200>['data'][number];
export type Meeting = Answer<'/api/v1/meetings/{meeting_id}', 'get', 200>;
export type Guest = Meeting['guests'][number];
export type Moment = Meeting['start'];
export type AnswerStatus = Guest['response']['status'];
export type Found = Answer<'/api/v1/search', 'get', 200>;
export type ListedMeeting = Answer<'/api/v1/meetings', 'get', 200>['data'][number];
export type CalendarEntry = Answer<'/api/v1/calendar', 'get', 200>['data'][number];
export type InboxPart = Answer<'/api/v1/notifications', 'get', 200>;
export type Notification = InboxPart['data'][number];
export type ChangeEvent = Answer<'/api/v1/changes', 'get', 200>['events'][number];

/** What an edit of a series did, or would do. */
export type SeriesEdit = Answer<'/api/v1/meetings/{meeting_id}/occurrences/{original_start}', 'patch', 200>;
export type Occurrence = Answer<'/api/v1/meetings/{meeting_id}/occurrences/{original_start}', 'get', 200>;
export type Scope = 'this' | 'following' | 'all';
export type DateChange = Request<'/api/v1/meetings/{meeting_id}/occurrences/{original_start}', 'patch'>;
export type Room = Answer<'/api/v1/rooms', 'get', 200>['data'][number];
export type RecurrencePreview = Answer<'/api/v1/recurrence/preview', 'post', 200>;
export type Reminders = Answer<'/api/v1/meetings/{meeting_id}/reminders', 'get', 200>;
export type FreeBusy = Answer<'/api/v1/free-busy', 'post', 200>;
export type Availability = Answer<'/api/v1/availability/search', 'post', 200>;
export type AvailabilitySlot = Availability['slots'][number];
export type AvailabilityExplanation = NonNullable<Availability['explain']>;
export type AvailabilitySearch = Request<'/api/v1/availability/search', 'post'>;

export type HistoryPart = Answer<'/api/v1/meetings/{meeting_id}/history', 'get', 200>;
export type Deed = HistoryPart['data'][number];
export type Agenda = Answer<'/api/v1/meetings/{meeting_id}/agenda-items', 'get', 200>;
export type AgendaItem = Agenda['data'][number];
export type Minutes = Answer<'/api/v1/meetings/{meeting_id}/minutes', 'get', 200>;
export type Entry = Minutes['data'][number];
export type Revision = Answer<'/api/v1/minutes/{entry_id}/revisions', 'get', 200>['data'][number];
export type MessagesPart = Answer<'/api/v1/meetings/{meeting_id}/messages', 'get', 200>;
export type Message = MessagesPart['data'][number];

export type AgendaItemChange = Request<'/api/v1/agenda-items/{item_id}', 'patch'>;
export type NewAgendaItem = Request<'/api/v1/meetings/{meeting_id}/agenda-items', 'post'>;
export type EntryChange = Request<'/api/v1/minutes/{entry_id}', 'patch'>;
export type NewEntry = Request<'/api/v1/meetings/{meeting_id}/minutes', 'post'>;
export type NewMeeting = Request<'/api/v1/meetings', 'post'>;
/** What a page can change about a meeting. */
export type MeetingChange = Pick<
  Request<'/api/v1/meetings/{meeting_id}', 'patch'>,
  | 'title' | 'description' | 'location' | 'conference_url' | 'visibility' | 'start' | 'end' | 'state'
  | 'time_zone' | 'recurrence' | 'rooms' | 'exclusive' | 'transparent' | 'guests_can'
>;
export type Invitation = Request<'/api/v1/meetings/{meeting_id}/guests', 'post'>[number];
export type GivenAnswer = Request<'/api/v1/meetings/{meeting_id}/response', 'put'>;
export type Credentials = Request<'/api/v1/auth/login', 'post'>;
export type FirstRun = Request<'/api/v1/setup', 'post'>;
export type InvitationSeen = Answer<'/api/v1/auth/invitation', 'post', 200>;
export type SecondFactors = Answer<'/api/v1/auth/second-factors', 'get', 200>;
export type Passkey = SecondFactors['passkeys'][number];
export type AppSetUp = Answer<'/api/v1/auth/totp', 'post', 201>;
export type DisplayPreferences = Answer<'/api/v1/display-preferences', 'get', 200>;
export type WorkingHours = Answer<'/api/v1/people/{person_id}/working-hours', 'get', 200>;
export type HoursWindow = WorkingHours['weekly']['monday'][number];
export type WeekOfHours = WorkingHours['weekly'];
export type NotificationPreferences = Answer<'/api/v1/notification-preferences', 'get', 200>;
export type ReminderPreferences = Answer<'/api/v1/reminder-preferences', 'get', 200>;
export type MutedMeeting = Answer<'/api/v1/mutes', 'get', 200>['data'][number];
export type ImportReport = Answer<'/api/v1/imports', 'post', 200>;
export type Health = Answer<'/api/v1/admin/health', 'get', 200>;
export type PersonEntry = Answer<'/api/v1/people/{person_id}', 'get', 200>;
export type OpenInvitation = Answer<'/api/v1/invitations', 'get', 200>['data'][number];
export type Team = Answer<'/api/v1/teams/{team_id}', 'get', 200>;
export type RoomDraft = Omit<Request<'/api/v1/rooms', 'post'>, 'time_zone'> & { time_zone: string };
export type AuditEntry = Answer<'/api/v1/audit-events', 'get', 200>['data'][number];
export type HouseRules = Answer<'/api/v1/settings', 'get', 200>;
export type FeatureFlag = Answer<'/api/v1/feature-flags', 'get', 200>['data'][number];
export type IpBlock = Answer<'/api/v1/ip-blocks', 'get', 200>['data'][number];
export type MailDelivery = Answer<'/api/v1/mail-deliveries', 'get', 200>['data'][number];
export type OpenSession = Answer<'/api/v1/auth/sessions', 'get', 200>['data'][number];
export type ApiToken = Answer<'/api/v1/tokens', 'get', 200>['data'][number];
export type ApiTokenDraft = Request<'/api/v1/tokens', 'post'>;
export type MomentDraft = NewMeeting['start'];

type Refusal<Operations> = Operations extends { responses: infer Responses }
  ? Responses[keyof Responses] extends infer Each
    ? Each extends { content: { 'application/problem+json': infer Body } }
      ? Body
      : never
    : never
  : never;

export type Problem = Refusal<Operation<'/api/v1/meetings', 'post'>>;
