"""The same queue in Ciw: queue_ciw.py SERVERS RATE CUSTOMERS"""
import sys

import ciw

servers, rate, customers = int(sys.argv[1]), float(sys.argv[2]), int(sys.argv[3])
network = ciw.create_network(
    arrival_distributions=[ciw.dists.Exponential(rate=rate)],
    service_distributions=[ciw.dists.Exponential(rate=1.0)],
    number_of_servers=[servers],
)
ciw.seed(1)
simulation = ciw.Simulation(network)
simulation.simulate_until_max_customers(customers, method="Finish")
records = simulation.get_all_records()
print("W", sum(record.exit_date - record.arrival_date for record in records) / len(records))
