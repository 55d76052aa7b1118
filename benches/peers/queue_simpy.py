"""The same queue in SimPy: queue_simpy.py SERVERS RATE CUSTOMERS"""
import random
import sys

import simpy

servers, rate, customers = int(sys.argv[1]), float(sys.argv[2]), int(sys.argv[3])
draws = random.Random(1)
env = simpy.Environment()
desk = simpy.Resource(env, servers)
stayed = [0.0, 0]


def customer():
    came = env.now
    with desk.request() as turn:
        yield turn
        yield env.timeout(draws.expovariate(1.0))
    stayed[0] += env.now - came
    stayed[1] += 1


def door():
    for _ in range(customers):
        yield env.timeout(draws.expovariate(rate))
        env.process(customer())


env.process(door())
env.run()
print("W", stayed[0] / stayed[1])
