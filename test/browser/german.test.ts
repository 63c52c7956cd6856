/** The main job in German: what is pressed and read on the way. */
import { afterAll, beforeAll, expect, test } from 'vitest';
import { type PageAndApi, startPageAndApi } from '../support/page-and-api.ts';
import { PASSWORD } from '../support/people.ts';
import { Popup } from '../support/popup.ts';
import { openPopupOn, startWorld, type World } from '../support/world.ts';

let world: World;
let site: PageAndApi;

beforeAll(async () => {
  [world, site] = await Promise.all([startWorld(), startPageAndApi()]);
  await world.browser.speak('de-AT');
});

afterAll(async () => {
  await world?.close();
  await site?.close();
});

test('from first run to a key on a tab, and its end', async () => {
  const first = new Popup(await world.browser.openPopup());
  await first.field('Serveradresse').fill(world.address);
  await first.says('Keyturn 0.1.0');
  await first.press('Weiter');
  await first.press('Einrichten');
  await expect
    .poll(() => first.errorOf('Einrichtungscode'))
    .toBe('Einrichtungscode darf nicht leer sein.');
  const right = {
    Einrichtungscode: world.setupCode ?? '',
    Organisation: 'Nordwind',
    'Ihr Name': 'Ada Park',
    'E-Mail': 'ada@nordwind.test',
    Passwort: 'zu kurz',
  };
  await first.fill(right);
  await first.press('Einrichten');
  await expect.poll(() => first.errorOf('Passwort')).toBe('Passwort: mindestens 12 Zeichen.');
  await first.fill({ Passwort: PASSWORD });
  await first.press('Einrichten');
  await first.heading('Schlüssel').waitFor();
  await first.page.close();

  const page = await world.browser.context.newPage();
  await page.goto(site.pageOrigin);
  const popup = await openPopupOn(world, page, site.apiOrigin);
  await popup.says('Noch keine Schlüssel');
  expect(await popup.page.locator('html').getAttribute('lang')).toBe('de');
  await popup.press('Schlüssel erstellen');
  await popup.field('Name').fill('Nachtbericht');
  await popup.page.getByRole('radio', { name: '90 Tage' }).check();
  await popup.says('Gilt bis zum');
  await popup.press('Schlüssel erstellen');
  await popup.says('Mindestens eine Berechtigung ist nötig.');
  await popup.permission('View tasks').check();
  await popup.press('Schlüssel erstellen');
  await popup.heading('Nachtbericht').waitFor();
  await popup.press('Kopieren');
  await popup.says('Kopiert. Nach „Fertig“ wird das Geheimnis nicht mehr gezeigt.');
  await popup.press('Fertig');
  expect(await popup.rowText('Nachtbericht')).toMatch(
    /Aktiv.*benutzt –Nie benutzt · endet in 3 Monaten/,
  );

  await popup.press('Dieser Tab');
  await popup.press('In diesem Tab nutzen');
  await popup.button('Beenden').waitFor();
  expect(await popup.page.getByRole('main').innerText()).toContain(
    `Nachtbericht ist in diesem Tab für ${new URL(site.apiOrigin).host} gesetzt, als Authorization, bis der Tab schließt.`,
  );

  await popup.press('Schlüssel');
  await popup.press('Aktionen für Nachtbericht');
  await popup.page.getByRole('menuitem', { name: 'Widerrufen' }).click();
  await popup.dialog.getByRole('heading', { name: 'Nachtbericht widerrufen?' }).waitFor();
  await expect.poll(() => popup.focused()).toBe('Behalten');
  await popup.dialog.getByRole('button', { name: 'Widerrufen' }).click();
  await popup.says('Nachtbericht widerrufen');
  await popup.press('Konto');
  await popup.page.getByRole('menuitem', { name: 'Abmelden' }).click();
  await popup.heading('Anmelden').waitFor();
});
