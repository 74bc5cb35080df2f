namespace CollectiveImpact.Bot.Tests.Mail;

/// <summary>Notifications of mails that couldn't be delivered, in the shapes in which servers send them.</summary>
internal static class Notifications
{
    /// <summary>As Postfix writes it: words, the report, and the headers of the mail.</summary>
    public static string OfPostfix(string to, string original, string status = "5.1.1", string action = "failed") =>
        $"""
        Return-Path: <>
        Received: by relay.harbour.example (Postfix) id 4A1B2C3D4E; Mon, 30 Nov 2026 10:00:03 +0000 (UTC)
        From: MAILER-DAEMON@relay.harbour.example (Mail Delivery System)
        Subject: Undelivered Mail Returned to Sender
        To: checkins@harbour.example
        Auto-Submitted: auto-replied
        MIME-Version: 1.0
        Content-Type: multipart/report; report-type=delivery-status; boundary="4A1B2C3D4E.1796032803/relay.harbour.example"

        This is a MIME-encapsulated message.

        --4A1B2C3D4E.1796032803/relay.harbour.example
        Content-Description: Notification
        Content-Type: text/plain; charset=us-ascii

        Your message could not be delivered to one of those you sent it to.

        <{to}>: host mx.library.example said: 550 {status} no such mailbox

        --4A1B2C3D4E.1796032803/relay.harbour.example
        Content-Description: Delivery report
        Content-Type: message/delivery-status

        Reporting-MTA: dns; relay.harbour.example
        X-Postfix-Queue-ID: 4A1B2C3D4E
        X-Postfix-Sender: rfc822; checkins@harbour.example
        Arrival-Date: Mon, 30 Nov 2026 10:00:01 +0000 (UTC)

        Final-Recipient: rfc822; {to}
        Original-Recipient: rfc822;{to}
        Action: {action}
        Status: {status}
        Remote-MTA: dns; mx.library.example
        Diagnostic-Code: smtp; 550 {status} no such mailbox

        --4A1B2C3D4E.1796032803/relay.harbour.example
        Content-Description: Undelivered Message Headers
        Content-Type: text/rfc822-headers

        {original}

        --4A1B2C3D4E.1796032803/relay.harbour.example--
        """;

    /// <summary>As Exchange writes it: a page beside the words, no blank behind the type of an address, the whole mail.</summary>
    public static string OfExchange(string to, string original, string status = "5.1.10") =>
        $"""
        From: <postmaster@library.example>
        To: <checkins@harbour.example>
        Date: Mon, 30 Nov 2026 10:00:05 +0000
        Content-Type: multipart/report; report-type=delivery-status;
        	boundary="_9f3d7c1a-0b5e-4a7e-8b39-2f61d0c7a1e4_"
        X-MS-Exchange-Message-Is-Ndr:
        Message-ID: <0f6e2b1c@mail.library.example>
        Subject: Undeliverable: Numbers of November
        MIME-Version: 1.0

        --_9f3d7c1a-0b5e-4a7e-8b39-2f61d0c7a1e4_
        Content-Type: multipart/alternative; differences=Content-Type;
        	boundary="_c2b81f4d-6a52-4a0a-9a3b-5d9ef1b64c07_"

        --_c2b81f4d-6a52-4a0a-9a3b-5d9ef1b64c07_
        Content-Type: text/plain; charset="us-ascii"

        {to} wasn't found at library.example.

        --_c2b81f4d-6a52-4a0a-9a3b-5d9ef1b64c07_
        Content-Type: text/html; charset="us-ascii"

        <p>{to} wasn't found at library.example.</p>

        --_c2b81f4d-6a52-4a0a-9a3b-5d9ef1b64c07_--

        --_9f3d7c1a-0b5e-4a7e-8b39-2f61d0c7a1e4_
        Content-Type: message/delivery-status

        Reporting-MTA: dns;MAIL01.library.example
        Received-From-MTA: dns;relay.harbour.example
        Arrival-Date: Mon, 30 Nov 2026 10:00:04 +0000

        Final-Recipient: rfc822;{to}
        Action: failed
        Status: {status}
        Diagnostic-Code: smtp;550 {status} recipient not found
        X-Display-Name: {to}

        --_9f3d7c1a-0b5e-4a7e-8b39-2f61d0c7a1e4_
        Content-Type: message/rfc822

        {original}

        How many children came?
        --_9f3d7c1a-0b5e-4a7e-8b39-2f61d0c7a1e4_--
        """;

    /// <summary>As Gmail writes it: pictures beside the words, the diagnosis over two lines, the whole mail.</summary>
    public static string OfGmail(string to, string original, string status = "5.1.1") =>
        $"""
        Return-Path: <>
        To: checkins@harbour.example
        Auto-Submitted: auto-replied
        Subject: Delivery Status Notification (Failure)
        From: Mail Delivery Subsystem <mailer-daemon@mail.example>
        Content-Type: multipart/report; boundary="0000000000001c2d3e0653"; report-type=delivery-status

        --0000000000001c2d3e0653
        Content-Type: multipart/related; boundary="0000000000001c2d420656"

        --0000000000001c2d420656
        Content-Type: text/plain; charset="UTF-8"

        ** Address not found **

        --0000000000001c2d420656--
        --0000000000001c2d3e0653
        Content-Type: message/delivery-status

        Reporting-MTA: dns; mail.example
        Arrival-Date: Mon, 30 Nov 2026 02:00:05 -0800 (PST)
        X-Original-Message-ID: <made-up@mail.example>

        Final-Recipient: rfc822; {to}
        Action: failed
        Status: {status}
        Diagnostic-Code: smtp; 550-{status} The account that you tried to reach does not exist.
         550 {status} Please check the address.
        Last-Attempt-Date: Mon, 30 Nov 2026 02:00:06 -0800 (PST)

        --0000000000001c2d3e0653
        Content-Type: message/rfc822

        {original}

        How many children came?
        --0000000000001c2d3e0653--
        """;

    /// <summary>What somebody answered, with our mail quoted and attached.</summary>
    public static string AnAnswer(string from, string original) =>
        $"""
        From: {from}
        To: checkins@harbour.example
        Subject: Re: Numbers of November
        MIME-Version: 1.0
        Content-Type: multipart/mixed; boundary=b

        --b
        Content-Type: text/plain

        I can't come on Friday. Is that all right?

        --b
        Content-Type: message/rfc822

        {original}

        --b--
        """;
}
