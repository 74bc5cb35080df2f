// Sends a form with a file in it and shows what came of it in its place, so that the file stays chosen. Without it, the form works too.
(() => {
  'use strict';
  const form = document.querySelector('main form');
  const report = document.getElementById('report');

  form.addEventListener('submit', async event => {
    event.preventDefault();
    const data = new FormData(form, event.submitter);
    report.textContent = report.dataset.wait;
    try {
      const answer = await fetch(location.href, { method: 'POST', body: data });
      const page = new DOMParser().parseFromString(await answer.text(), 'text/html');
      const again = page.getElementById('report');
      if (again) {
        report.replaceChildren(...again.childNodes);
      } else {
        document.querySelector('main').replaceChildren(...page.querySelector('main').childNodes);
      }
    } catch {
      report.textContent = report.dataset.broken;
    }
  });
})();
