import type { Words } from '../en/index.ts';

export const status: Words['status'] = {
  marks: {
    active: 'Aktiv',
    soon: 'Endet bald',
    suspended: 'Ausgesetzt',
    disabled: 'Deaktiviert',
    pending: 'Ausstehend',
    expired: 'Abgelaufen',
    denied: 'Abgelehnt',
    revoked: 'Widerrufen',
  },
  reasons: {
    revoked: 'Endgültig widerrufen.',
    regenerated: 'Durch einen neu erzeugten Schlüssel ersetzt.',
    cleared: 'Von einem Admin entfernt.',
    unused: 'Widerrufen, weil er länger unbenutzt war, als diese Organisation erlaubt.',
    denied: 'Von einem Admin abgelehnt. Er hatte nie ein Geheimnis.',
    expired: 'Abgelaufen. Ein abgelaufener Schlüssel kommt nie zurück.',
    awaiting_approval: 'Wartet auf die Genehmigung eines Admins.',
    awaiting_collection: 'Genehmigt. Der Inhaber kann das Geheimnis einmal abholen.',
    disabled_by_owner: 'Von seinem Inhaber deaktiviert. Nach dem Aktivieren gilt er wieder.',
    disabled_by_admin: 'Von einem Admin deaktiviert. Nur ein Admin kann ihn aktivieren.',
    member_inactive: 'Sein Inhaber ist in dieser Organisation deaktiviert.',
    org_access_off:
      'Der API-Zugriff ist in dieser Organisation ausgeschaltet. Der Schlüssel gilt wieder, sobald ein Admin ihn einschaltet.',
    role_access_off: 'Die Rolle seines Inhabers darf keine API-Schlüssel verwenden.',
  },
  replaced: (when) => `Durch einen neu erzeugten Schlüssel ersetzt. Er hört ${when} auf zu gelten.`,
};
