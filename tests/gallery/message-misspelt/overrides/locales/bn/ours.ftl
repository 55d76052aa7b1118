# আমাদের কথা
section-glanse = এক নজরে
fact-when = কখন ({ $zon })
section-why = কেন { এমন হলো
