// Asks Teams who somebody is, and sends what it says to the service, which checks it. Where Teams doesn't answer, or doesn't tell, the page
// says what to do instead.
(() => {
  'use strict';
  const longest = 10_000;
  const form = document.getElementById('enter');

  const show = id => {
    for (const part of document.querySelectorAll('main > [id]')) {
      part.hidden = part.id !== id;
    }
  };

  const inTime = answer => Promise.race([answer, new Promise((_, late) => setTimeout(late, longest))]);

  const reach = async () => {
    const teams = window.microsoftTeams;
    await inTime(teams.app.initialize());
    const context = await inTime(teams.app.getContext());
    form.elements.locale.value = context.app?.locale ?? '';
    form.elements.page.value ||= context.page?.subPageId ?? '';
    return teams;
  };

  const enter = async () => {
    let teams;
    show('waiting');
    try {
      teams = await reach();
    } catch {
      show('no-answer');
      return;
    }
    try {
      // No limit of time: Teams may ask the person whether they agree.
      form.elements.token.value = await teams.authentication.getAuthToken();
    } catch {
      show('not-told');
      return;
    }
    form.submit();
  };

  enter();
})();
