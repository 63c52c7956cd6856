import type { FullTabWords } from '../../en/full-tab/index.ts';

export const policies: FullTabWords['policies'] = {
  title: 'Richtlinien',
  about:
    'Woran sich neue Schlüssel halten müssen. Vorhandene bleiben, wie sie sind, außer unbenutzten.',
  lifetime: 'Längste Lebensdauer in Tagen',
  lifetimeHint: 'Ein neuer Schlüssel muss in dieser Zeit ablaufen. Leer: keine Grenze.',
  requireExpiry: 'Jeder neue Schlüssel braucht einen Ablauf',
  requireExpiryAbout: 'Ist das ein, lässt sich kein Schlüssel erstellen, der nie abläuft.',
  perMember: 'Aktive Schlüssel je Mitglied',
  perMemberHint: 'Wer so viele hat, muss erst einen widerrufen. Leer: keine Grenze.',
  requireApproval: 'Ein Admin genehmigt jeden neuen Schlüssel',
  requireApprovalAbout:
    'Ist das ein, hat ein Schlüssel, um den ein Mitglied bittet, kein Geheimnis, bis ein Admin ihn genehmigt. Schlüssel von Admins brauchen das nicht.',
  requireSecondFactor: 'Alle melden sich mit einem zweiten Faktor an',
  requireSecondFactorAbout:
    'Ist das ein, erreichen Mitglieder ohne zweiten Faktor hier nichts, bis sie einen einschalten. Ihre Schlüssel gelten weiter.',
  ownFirst: 'Sie haben selbst keinen: Schalten Sie zuerst Ihren eigenen ein.',
  toOwn: 'Einstellungen öffnen',
  unused: 'Unbenutzte Schlüssel widerrufen nach Tagen',
  unusedHint:
    'Ein so lange unbenutzter Schlüssel wird endgültig widerrufen, auch ein vorhandener. Leer: nie.',
  documentation: 'API-Dokumentation',
  documentationLink: 'Adresse der Dokumentation Ihrer eigenen API',
  documentationHint:
    'Mitglieder finden sie im Kontomenü. Sie beginnt mit https:// oder http://. Leer: keine.',
  wholeNumber: (most) => `Eine ganze Zahl von 1 bis ${most} eintragen, oder nichts.`,
  save: 'Speichern',
  saved: 'Die Richtlinien sind gespeichert',
  unchanged: 'Nichts ist geändert',
};
