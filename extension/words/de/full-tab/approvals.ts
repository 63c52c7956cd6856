import type { FullTabWords } from '../../en/full-tab/index.ts';
import { rich } from '../../rich.ts';

export const approvals: FullTabWords['approvals'] = {
  title: 'Genehmigungen',
  about:
    'Neue Schlüssel, um die Mitglieder bitten, solange in der Organisation ein Admin jeden genehmigt. Danach holt der Inhaber das Geheimnis ab.',
  none: 'Nichts wartet auf eine Genehmigung',
  noneNext:
    'Solange nach den Richtlinien ein Admin neue Schlüssel genehmigt, kommen sie zuerst hierher.',
  toPolicies: 'Zu den Richtlinien',
  key: 'Schlüssel',
  owner: 'Wer bittet',
  permissions: 'Berechtigungen',
  asked: 'Gebeten',
  expires: 'Läuft ab',
  never: 'Nie',
  decide: 'Entscheiden',
  approve: 'Genehmigen',
  deny: 'Ablehnen',
  approveOne: (key, owner) => `${key} von ${owner} genehmigen`,
  denyOne: (key, owner) => `${key} von ${owner} ablehnen`,
  approved: (key, owner) => `${key} genehmigt. ${owner} kann das Geheimnis jetzt abholen.`,
  denied: (key) => `${key} abgelehnt`,
  denyQuestion: (key, owner) => rich`${key} von ${owner} ablehnen?`,
  denyAbout:
    'Der Schlüssel bekommt nie ein Geheimnis. Um einen anderen lässt sich weiterhin bitten.',
  reason: 'Grund',
  reasonHint: 'Wird der Person gezeigt, die gebeten hat. Kann leer bleiben.',
};
