import type { ComponentChildren, RefObject } from 'preact';
import { useCallback, useEffect, useId, useLayoutEffect, useRef, useState } from 'preact/hooks';
import { IconButton } from './IconButton.tsx';
import './menu.css';

const EDGE = 8;
const GAP = 4;

interface Props {
  /** Of the button that opens it, and of the menu. */
  label: string;
  icon: ComponentChildren;
  /** Stands above the choices. */
  about?: ComponentChildren;
  /** Of the button. */
  tabIndex?: number;
  /** Made anew at each opening; `close` gives the focus back to the button. */
  children: (close: () => void) => ComponentChildren;
}

/** A button with a menu, on the native popover (light dismiss, top layer). */
export function Menu({ label, icon, about, tabIndex = 0, children }: Props) {
  const [open, setOpen] = useState(false);
  const button = useRef<HTMLButtonElement>(null);
  const id = useId();
  const close = useCallback(() => {
    setOpen(false);
    button.current?.focus();
  }, []);

  return (
    <>
      <IconButton
        label={label}
        buttonRef={button}
        tabIndex={tabIndex}
        aria-haspopup="menu"
        aria-expanded={open}
        {...(open && { 'aria-controls': id })}
        onClick={() => setOpen(!open)}
        onKeyDown={(event) => {
          if (event.key !== 'ArrowDown' || open) return;
          event.preventDefault();
          event.stopPropagation();
          setOpen(true);
        }}
      >
        {icon}
      </IconButton>
      {open && (
        <MenuPanel button={button} shut={() => setOpen(false)}>
          {about && <div class="menu__about">{about}</div>}
          <div
            id={id}
            role="menu"
            aria-label={label}
            tabIndex={-1}
            onKeyDown={(event) => {
              const ends = event.key === 'Escape' || event.key === 'Tab';
              if (ends) close();
              if (ends || moveFocus(itemsOf(event.currentTarget), event.key)) {
                // Unprevented, Escape would also close the whole popup.
                event.preventDefault();
                event.stopPropagation();
              }
            }}
          >
            {children(close)}
          </div>
        </MenuPanel>
      )}
    </>
  );
}

interface PanelProps {
  button: RefObject<HTMLButtonElement | null>;
  /** Closed without giving the focus back: something else has taken it. */
  shut: () => void;
  children: ComponentChildren;
}

function MenuPanel({ button, shut, children }: PanelProps) {
  const panel = useRef<HTMLDivElement>(null);

  useLayoutEffect(() => {
    const menu = panel.current;
    const anchor = button.current;
    if (!menu || !anchor) return;
    menu.showPopover();
    place(menu, anchor.getBoundingClientRect());
    itemsOf(menu)[0]?.focus({ preventScroll: true });
    return () => menu.hidePopover();
  }, [button]);

  useEffect(() => {
    const outside = (event: PointerEvent) => {
      const target = event.target as Node;
      if (!panel.current?.contains(target) && !button.current?.contains(target)) shut();
    };
    document.addEventListener('pointerdown', outside, true);
    return () => document.removeEventListener('pointerdown', outside, true);
  }, [button, shut]);

  return (
    <div
      ref={panel}
      class="menu"
      // Manual, since with `auto` the press on its own button would close and reopen it.
      popover="manual"
    >
      {children}
    </div>
  );
}

interface ItemProps {
  icon?: ComponentChildren;
  danger?: boolean;
  /** Makes it one choice of several. */
  checked?: boolean;
  onSelect: () => void;
  children: ComponentChildren;
}

export function MenuItem({ icon, danger, checked, onSelect, children }: ItemProps) {
  return (
    <button
      type="button"
      {...(checked === undefined
        ? { role: 'menuitem' }
        : { role: 'menuitemradio', 'aria-checked': checked })}
      class={`menu__item${danger ? ' menu__item--danger' : ''}`}
      tabIndex={-1}
      onClick={onSelect}
    >
      {icon}
      <span class="grow anywhere">{children}</span>
    </button>
  );
}

interface LinkProps extends Pick<ItemProps, 'icon' | 'onSelect' | 'children'> {
  href: string;
}

/** Leads to a page, in a tab of its own. */
export function MenuLink({ icon, href, onSelect, children }: LinkProps) {
  return (
    <a
      role="menuitem"
      class="menu__item"
      tabIndex={-1}
      href={href}
      target="_blank"
      rel="noopener noreferrer"
      onClick={onSelect}
    >
      {icon}
      <span class="grow anywhere">{children}</span>
    </a>
  );
}

interface GroupProps {
  label: string;
  children: ComponentChildren;
}

/** Items that belong together, with a line below them. */
export function MenuGroup({ label, children }: GroupProps) {
  return (
    // biome-ignore lint/a11y/useSemanticElements: a fieldset may not stand in a menu
    <div role="group" class="menu__group" aria-label={label}>
      {children}
    </div>
  );
}

function itemsOf(menu: HTMLElement): HTMLElement[] {
  return [...menu.querySelectorAll<HTMLElement>('.menu__item')];
}

/** Arrow keys, Home, End, and first letters; true where the key meant something. */
function moveFocus(items: HTMLElement[], key: string): boolean {
  const at = items.indexOf(document.activeElement as HTMLElement);
  const last = items.length - 1;
  const to = {
    ArrowDown: at === last ? 0 : at + 1,
    ArrowUp: at <= 0 ? last : at - 1,
    Home: 0,
    End: last,
  }[key];
  const target = to === undefined ? startingWith(items, at, key) : items[to];
  target?.focus();
  return target !== undefined;
}

function startingWith(items: HTMLElement[], at: number, key: string): HTMLElement | undefined {
  if (key.length !== 1 || key === ' ') return undefined;
  const fromNext = [...items.slice(at + 1), ...items.slice(0, at + 1)];
  return fromNext.find((item) => item.textContent?.trim().toLowerCase().startsWith(key));
}

/** Below the button with their ends aligned, above it where there is no room below. Physical, as boxes are. */
function place(menu: HTMLElement, anchor: DOMRect): void {
  const { width, height } = menu.getBoundingClientRect();
  const below = anchor.bottom + GAP;
  const above = anchor.top - GAP - height;
  const top = below + height <= innerHeight - EDGE ? below : Math.max(EDGE, above);
  menu.style.top = `${Math.max(EDGE, Math.min(top, innerHeight - EDGE - height))}px`;
  const rightToLeft = getComputedStyle(menu).direction === 'rtl';
  const left = rightToLeft ? anchor.left : anchor.right - width;
  menu.style.left = `${Math.max(EDGE, Math.min(left, innerWidth - EDGE - width))}px`;
}
