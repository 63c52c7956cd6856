import { send } from '../../send.ts';
import { openSidePanel } from '../../side-panel.ts';
import { PanelIcon, TabIcon } from '../../ui/icons.tsx';
import { MenuGroup, MenuItem } from '../../ui/Menu.tsx';
import { useToast } from '../../ui/Toast.tsx';
import { failureWords } from '../../words/failures.ts';
import { words } from '../../words/words.ts';
import { closePopup } from './close-popup.ts';
import { useFrame } from './frame.ts';

interface Props {
  /** The place that the person is at, for the full tab to open at. */
  place: string;
  onChosen: () => void;
}

/** The same app in more room. The full tab has the most. */
export function OtherFrames({ place, onChosen }: Props) {
  const { kind, windowId } = useFrame();
  const tell = useToast();
  if (kind === 'full-tab') return null;

  const toSidePanel = async (window: number) => {
    onChosen();
    try {
      await openSidePanel(window);
      closePopup(kind);
    } catch (error) {
      tell(failureWords({ kind: 'internal', detail: String(error) }).what);
    }
  };
  const toFullTab = async () => {
    onChosen();
    const opened = await send('full-tab.open', { place });
    if (opened.ok) closePopup(kind);
    else tell(failureWords(opened.failure).what);
  };

  return (
    <MenuGroup label={words.shell.otherFrames}>
      {kind === 'popup' && windowId !== null && (
        <MenuItem icon={<PanelIcon />} onSelect={() => toSidePanel(windowId)}>
          {words.shell.openSidePanel}
        </MenuItem>
      )}
      <MenuItem icon={<TabIcon />} onSelect={toFullTab}>
        {words.shell.openFullTab}
      </MenuItem>
    </MenuGroup>
  );
}
