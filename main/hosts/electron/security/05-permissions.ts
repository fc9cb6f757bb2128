// Electron's security checklist, point 5: every permission a page may ask for is refused. The console needs none:
// notifications are shown by the main process, and the clipboard is written by the user's own key.
import type { Session } from 'electron';

export function refusePermissions(session: Session): void {
  session.setPermissionRequestHandler((_contents, _permission, answer) => answer(false));
  session.setPermissionCheckHandler(() => false);
  session.setDevicePermissionHandler(() => false);
}
