/** What a scenario needs of a browser, the same in each. */
import type { Gives, MessageName, Takes } from '../../extension/messages/messages.ts';

export interface Driver {
  /** A web page in a tab of its own, in front. */
  openPage(url: string): Promise<WebPage>;
  /** The popup in a tab, about that page as after a press on the toolbar button there. */
  openPopup(about?: WebPage): Promise<Screen>;
  /** The side panel or sidebar, which stays open beside whichever tab is in front. */
  openPanel(): Promise<Pick<Screen, 'press' | 'says' | 'close'>>;
  /** The full tab, at the place of that id. */
  openFullTab(place: string): Promise<Screen>;
  /**
   * Presses *Use on this tab*, or the button that is named, and allows the hosts where and
   * when the browser asks. Ends where the key is set.
   */
  setOnThisTab(popup: Screen, hosts: string[], button?: string): Promise<void>;
  /** Asks the background as a screen does; throws where it fails. */
  ask<N extends MessageName>(name: N, takes?: Takes<N>): Promise<Gives<N>>;
  /** How many rules the browser has from us now. */
  rules(): Promise<number>;
  /** Everything that the extension keeps, on disk and in memory, as one text. */
  kept(): Promise<string>;
  /** Nothing is half typed, and each frame opens where it does at first. */
  forgetDrafts(): Promise<void>;
  /** What is on the clipboard. */
  clipboard(): Promise<string>;
  /** Ends the background as the browser does when it idles. */
  endBackground(): Promise<void>;
}

export interface WebPage {
  /** A script of the page calls that URL; gives the answer's status. */
  call(url: string, method?: string, headers?: Record<string, string>): Promise<number>;
  /** All that the page holds, as HTML. */
  content(): Promise<string>;
  goto(url: string): Promise<void>;
  front(): Promise<void>;
  close(): Promise<void>;
}

/** One of our screens, driven by the words on it. Each waits for what it names. */
export interface Screen {
  fill(label: string, text: string): Promise<void>;
  valueOf(label: string): Promise<string>;
  check(label: string): Promise<void>;
  press(button: string): Promise<void>;
  follow(link: string): Promise<void>;
  /** As `press`, in an open menu. */
  choose(item: string): Promise<void>;
  /** As `press`, in the open dialog. */
  pressInDialog(button: string): Promise<void>;
  /** What was copied has been there long enough, and the person looks here. */
  letClipboardTimePass(): Promise<void>;
  /** Waits until the button is there. */
  waitForButton(name: string): Promise<void>;
  /** Waits until it says this somewhere. */
  says(words: string): Promise<void>;
  /** All that is shown. */
  text(): Promise<string>;
  close(): Promise<void>;
}
