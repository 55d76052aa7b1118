section-glance = এক নজরে
