import type { z } from 'zod';
import type * as access from './api/access.ts';
import type * as contacts from './api/contacts.ts';
import type * as documents from './api/documents.ts';
import type * as exemptions from './api/exemptions.ts';
import type * as lists from './api/lists.ts';
import type * as maps from './api/maps.ts';
import type * as model from './api/model.ts';
import type * as organization from './api/organization.ts';
import type * as overview from './api/overview.ts';
import type * as planning from './api/planning.ts';
import type * as problems from './api/problems.ts';
import type * as proof from './api/proof.ts';
import type * as reports from './api/reports.ts';
import type * as scores from './api/scores.ts';
import type * as sending from './api/sending.ts';
import type * as systemList from './api/system-list.ts';

/** What the HTTP API takes and answers, under `/api/v1`. The dashboard imports these types and nothing else of ours. */

export type OrganizationAnswer = z.output<typeof organization.Organization>;
export type OrganizationsAnswer = z.output<typeof organization.Organizations>;
export type TeamsAnswer = z.output<typeof organization.Teams>;
export type SystemsAnswer = z.output<typeof organization.Systems>;
export type SystemFactsBody = z.input<typeof organization.SystemFacts>;
export type SystemListBody = z.input<typeof systemList.NewSystemList>;
export type SystemListPlanAnswer = z.output<typeof systemList.SystemListPlan>;
export type LastSystemImportAnswer = z.output<typeof systemList.LastSystemImport>;
export type ContactsAnswer = z.output<typeof contacts.Contacts>;
export type ContactsBody = z.input<typeof contacts.ContactsChange>;
export type RulesAnswer = z.output<typeof organization.Rules>;
export type RulePreviewAnswer = z.output<typeof organization.RulePreview>;
export type ExemptionsAnswer = z.output<typeof exemptions.Exemptions>;
export type NewExemptionBody = z.input<typeof exemptions.NewExemption>;
export type AuditAnswer = z.output<typeof organization.AuditPage>;

export type ProblemsAnswer = z.output<typeof problems.Problems>;

export type ModelAnswer = z.output<typeof model.ModelAnswer>;
export type CatalogueAnswer = z.output<typeof model.CatalogueAnswer>;

export type PortfolioAnswer = z.output<typeof scores.Portfolio>;
export type PortfolioMapAnswer = z.output<typeof scores.PortfolioMap>;
export type SystemAnswer = z.output<typeof scores.SystemPage>;
export type EvidenceAnswer = z.output<typeof scores.EvidencePage>;
export type DoubtsAnswer = z.output<typeof scores.Doubts>;

export type ThingRow = z.output<typeof lists.ThingRow>;
export type FindingRow = z.output<typeof lists.FindingRow>;
export type IdentityRow = z.output<typeof lists.IdentityRow>;
export type ComponentRow = z.output<typeof lists.ComponentRow>;
export type ChargeRow = z.output<typeof lists.ChargeRow>;
export type FacetsAnswer = z.output<typeof lists.Facets>;
export type ThingSeenAnswer = z.output<typeof lists.ThingSeen>;
export type ComponentPlacesAnswer = z.output<typeof lists.ComponentPlaces>;

export type DocumentsAnswer = z.output<typeof documents.DocumentsPage>;
export type RefusalsAnswer = z.output<typeof documents.RefusalsPage>;
export type DocumentAnswer = z.output<typeof documents.ImportedDocument>;
export type ArchiveAnswer = z.output<typeof documents.ImportedArchive>;
export type ImportAnswer = z.output<typeof documents.Imported>;
export type PreviewAnswer = z.output<typeof documents.Report>;
export type SavedMapAnswer = z.output<typeof maps.SavedMap>;
export type SavedMapsAnswer = z.output<typeof maps.SavedMaps>;
export type NewMapBody = z.input<typeof maps.NewMap>;
export type MapFieldsAnswer = z.output<typeof maps.MapFields>;
export type MapSuggestionAnswer = z.output<typeof maps.MapSuggestion>;
export type JobAnswer = z.output<typeof documents.Job>;

export type FocusAnswer = z.output<typeof overview.Focus>;
export type ChangesAnswer = z.output<typeof overview.Changes>;
export type AspectSystemsAnswer = z.output<typeof overview.AspectSystems>;
export type AspectEvidenceAnswer = z.output<typeof overview.AspectEvidence>;
export type HistoryAnswer = z.output<typeof overview.History>;
export type ReportAnswer = z.output<typeof reports.Report>;
export type PlanAnswer = z.output<typeof planning.Plan>;
export type PlansAnswer = z.output<typeof planning.Plans>;
export type NewPlanBody = z.input<typeof planning.NewPlan>;
export type PlanChangeBody = z.input<typeof planning.PlanChange>;
export type WorkshopAnswer = z.output<typeof planning.Workshop>;
export type WorkshopsAnswer = z.output<typeof planning.Workshops>;
export type WorkshopChangeBody = z.input<typeof planning.WorkshopChange>;

export type SessionAnswer = z.output<typeof access.Session>;
export type ElsewhereAnswer = z.output<typeof access.Elsewhere>;
export type SignedInAnswer = z.output<typeof access.SignedIn>;
export type AccountAnswer = z.output<typeof access.Account>;
export type TotpOfferAnswer = z.output<typeof access.TotpOffer>;
export type RecoveryCodesAnswer = z.output<typeof access.RecoveryCodes>;
export type PasskeyOptionsAnswer = z.output<typeof access.PasskeyOptions>;
export type PeopleAnswer = z.output<typeof access.People>;
export type InvitationsAnswer = z.output<typeof access.Invitations>;
export type InvitationLinkAnswer = z.output<typeof access.InvitationLink>;
export type TokensAnswer = z.output<typeof access.Tokens>;
export type TokenMadeAnswer = z.output<typeof access.TokenMade>;
export type TrustsAnswer = z.output<typeof access.Trusts>;

export type WebhooksAnswer = z.output<typeof sending.Webhooks>;
export type WebhookMadeAnswer = z.output<typeof sending.WebhookMade>;
export type SubscriptionsAnswer = z.output<typeof sending.Subscriptions>;
export type SubscriptionMadeAnswer = z.output<typeof sending.SubscriptionMade>;
export type DeliveriesAnswer = z.output<typeof sending.Deliveries>;

export type LogAnswer = z.output<typeof proof.Log>;
export type DocumentProofAnswer = z.output<typeof proof.DocumentProof>;
export type WitnessesAnswer = z.output<typeof proof.Witnesses>;
export type NewWitnessBody = z.input<typeof proof.NewWitness>;
export type WitnessMadeAnswer = z.output<typeof proof.WitnessMade>;
export type WatchedLogsAnswer = z.output<typeof proof.WatchedLogs>;

/** POST /example starts loading the example organization; GET /example follows it; DELETE /example removes it. */
export interface ExampleAnswer {
  state: 'absent' | 'loading' | 'loaded' | 'failed';
  /** Documents imported so far, and in all. */
  done: number;
  total: number;
  why: string | null;
}

/** RFC 9457, `application/problem+json`, for every answer that is not 2xx. */
export interface ProblemAnswer {
  type: string;
  title: string;
  status: number;
  detail: string;
  /** What to do next. */
  next?: string;
  place?: string;
}
