/** The app in any of its frames, as a person drives it: by the words on the screen. */
import type { Locator, Page } from 'playwright-core';
import { PASSWORD } from './people.ts';

export class Popup {
  constructor(readonly page: Page) {}

  /** From first run to the list of keys, as the first admin. */
  async setUp(address: string, setupCode: string): Promise<void> {
    await this.connect(address);
    await this.field('Setup code').fill(setupCode);
    await this.field('Organisation').fill('Northwind');
    await this.field('Your name').fill('Ada Park');
    await this.field('Email').fill('ada@northwind.test');
    await this.field('Password').fill(PASSWORD);
    await this.press('Set up');
    await this.heading('Keys').waitFor();
  }

  async signIn(address: string, email: string): Promise<void> {
    await this.connect(address);
    await this.field('Email').fill(email);
    await this.field('Password').fill(PASSWORD);
    await this.press('Sign in');
    await this.heading('Keys').waitFor();
  }

  async connect(address: string): Promise<void> {
    await this.field('Server address').fill(address);
    await this.page.getByText('Keyturn 0.1.0').waitFor();
    await this.press('Continue');
  }

  /** Leaves on the reveal screen; gives the secret that it shows. */
  async createKey(name: string, ...permissions: string[]): Promise<string> {
    await this.press('Create key');
    await this.field('Name').fill(name);
    for (const permission of permissions) await this.permission(permission).check();
    await this.press('Create key');
    return this.secretShown();
  }

  async secretShown(): Promise<string> {
    const shown = await this.page.getByRole('group', { name: 'Secret' }).innerText();
    const secret = /kt_[0-9A-Za-z]{36}/.exec(shown.replaceAll(/\s/g, ''))?.[0];
    if (!secret) throw new Error('no secret is shown');
    return secret;
  }

  /** From the reveal to the list. */
  async done(): Promise<void> {
    await this.button('Copy').click();
    await this.says('Copied. The secret is not shown again after Done.');
    await this.press('Done');
    await this.heading('Keys').waitFor();
  }

  async openThisTab(): Promise<void> {
    await this.press('This tab');
    await this.heading('This tab').waitFor();
  }

  async openAccess(): Promise<void> {
    await this.press('Access');
    await this.accessSwitch.waitFor();
  }

  get accessSwitch(): Locator {
    return this.page.getByRole('switch', { name: /^API access for/ });
  }

  /** In the form of This tab: the key by its name, the header by its own. */
  async choose({ key, header }: { key?: string; header?: string }): Promise<void> {
    if (key) {
      const keys = this.page.getByRole('combobox', { name: 'Key' });
      const option = keys.getByRole('option', { name: key });
      await keys.selectOption({ label: (await option.textContent()) ?? key });
    }
    if (header) await this.page.getByRole('radio', { name: header }).check();
  }

  /** With what the form proposes. */
  async useOnThisTab(): Promise<void> {
    await this.openThisTab();
    await this.press('Use on this tab');
    await this.page.getByRole('button', { name: 'Stop' }).waitFor();
  }

  async signOut(): Promise<void> {
    await this.press('Account');
    await this.page.getByRole('menuitem', { name: 'Sign out' }).click();
    await this.heading('Sign in').waitFor();
  }

  async actOn(keyName: string, action: string): Promise<void> {
    await this.press(`Actions for ${keyName}`);
    await this.page.getByRole('menuitem', { name: action }).click();
  }

  async revoke(keyName: string): Promise<void> {
    await this.press('Keys');
    await this.actOn(keyName, 'Revoke');
    await this.dialog.getByRole('button', { name: 'Revoke' }).click();
    await this.dialog.waitFor({ state: 'detached' });
  }

  /** Texts by the labels of their fields. */
  async fill(typed: Record<string, string>): Promise<void> {
    for (const [label, text] of Object.entries(typed)) await this.field(label).fill(text);
  }

  /** Waits until the screen says this somewhere. */
  async says(words: string): Promise<void> {
    await this.page.getByText(words).filter({ visible: true }).first().waitFor();
  }

  /** What is said to be wrong with a field, tied to it for readers; null for nothing. */
  async errorOf(label: string): Promise<string | null> {
    return this.field(label).evaluate((field) => {
      if (field.getAttribute('aria-invalid') !== 'true') return null;
      const [id] = field.getAttribute('aria-describedby')?.split(' ') ?? [];
      return (id && document.getElementById(id)?.innerText.trim()) || null;
    });
  }

  async isFocused(label: string): Promise<boolean> {
    return this.field(label).evaluate((field) => field === document.activeElement);
  }

  get dialog(): Locator {
    return this.page.getByRole('dialog');
  }

  /** Shows what a key's row has no room for. */
  async unfold(keyName: string): Promise<void> {
    await this.row(keyName).getByRole('button', { name: keyName }).first().click();
  }

  /** What the unfolded row says of `Created`, `Permissions` and so on. */
  async factOf(keyName: string, fact: string): Promise<string> {
    const term = this.row(keyName).getByText(fact, { exact: true });
    return (await term.locator('xpath=following-sibling::dd[1]').textContent()) ?? '';
  }

  /** A key's row in the list. */
  row(keyName: string): Locator {
    return this.page.getByRole('listitem').filter({ hasText: keyName });
  }

  /** All that a row says, to readers too, once it is there. */
  async rowText(keyName: string): Promise<string> {
    return (await this.row(keyName).textContent()) ?? '';
  }

  /** The names of the keys that are listed now, from the top. */
  names(): Promise<string[]> {
    return this.page.getByRole('listitem').locator('bdi').allTextContents();
  }

  get search(): Locator {
    return this.page.getByRole('searchbox', { name: 'Search keys' });
  }

  get showRevoked(): Locator {
    return this.page.getByRole('checkbox', { name: 'Show revoked' });
  }

  /** The label or the words of what has the focus. */
  focused(): Promise<string> {
    return this.page.evaluate(() => {
      const { activeElement } = document;
      return (activeElement?.ariaLabel ?? activeElement?.textContent ?? '').trim();
    });
  }

  field(label: string): Locator {
    return this.page.getByRole('textbox', { name: label, exact: true });
  }

  button(name: string): Locator {
    return this.page.getByRole('button', { name, exact: true });
  }

  heading(name: string): Locator {
    return this.page.getByRole('heading', { name, exact: true, level: 1 });
  }

  get searchPermissions(): Locator {
    return this.page.getByRole('searchbox', { name: 'Search permissions' });
  }

  permission(label: string): Locator {
    return this.page.getByRole('checkbox', { name: new RegExp(`^${label}\\b`) });
  }

  async press(name: string): Promise<void> {
    await this.button(name).click();
  }
}
